-- Why: whoever raised a case is asked, once it has ended, how content they are and what could be better. That belongs to
-- nobody's history and to no result, so it stands apart from both, and goes after two years.
-- Oldest program: 13

CREATE TABLE recourse.feedback (
  case_id uuid NOT NULL,
  workflow text NOT NULL,
  given_at timestamptz NOT NULL,
  satisfaction smallint NOT NULL,
  improvement text,
  ends_at timestamptz NOT NULL,
  CONSTRAINT feedback_pkey PRIMARY KEY (case_id),
  CONSTRAINT feedback_satisfaction_is_one_of_five CHECK (satisfaction BETWEEN 1 AND 5),
  CONSTRAINT feedback_improvement_is_bounded CHECK (octet_length(improvement) <= 20000)
);
CREATE INDEX feedback_by_end ON recourse.feedback (ends_at);
CREATE INDEX feedback_by_time ON recourse.feedback (given_at);
COMMENT ON TABLE recourse.feedback IS
  'How content those who raised cases were, once a case. Not part of the case: erasing a case takes it away whole.';
COMMENT ON COLUMN recourse.feedback.satisfaction IS 'From 1, very dissatisfied, to 5, very satisfied.';
