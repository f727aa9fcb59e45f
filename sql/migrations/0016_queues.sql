-- Why: a list of cases puts first what people should look at first. That hangs on deadlines and targets, which stand in a
-- case's document and only its workflow can read; so it is worked out beside the steps, before a list is read, and a list
-- of any length is in the same order on all its pages. And who is away for a while has somebody who covers: that person's
-- list shows the cases of both, and nothing has to be given back.
-- Oldest program: 10

CREATE TABLE recourse.case_ranks (
  case_id uuid NOT NULL,
  revision integer NOT NULL,
  rank_at timestamptz NOT NULL,
  workflow text NOT NULL,
  owner text,
  assignee text,
  states text[] NOT NULL,
  CONSTRAINT case_ranks_pkey PRIMARY KEY (case_id)
);
COMMENT ON TABLE recourse.case_ranks IS
  'How soon people should look at an open case, as of a revision, with what lists choose by. Worked out anew when it is older.';
COMMENT ON COLUMN recourse.case_ranks.rank_at IS
  'The earliest deadline or target; -infinity where a person must look at once, infinity where nothing runs.';
CREATE INDEX case_ranks_in_order ON recourse.case_ranks (rank_at, case_id);
CREATE INDEX case_ranks_by_owner ON recourse.case_ranks (owner, rank_at, case_id);
CREATE INDEX case_ranks_by_assignee ON recourse.case_ranks (assignee, rank_at, case_id);
CREATE INDEX case_ranks_by_state ON recourse.case_ranks USING gin (states) WITH (fastupdate = off);

CREATE TABLE recourse.rank_progress (
  through timestamptz NOT NULL
);
COMMENT ON TABLE recourse.rank_progress IS 'One row: until when the journal has been looked through for ranks.';
INSERT INTO recourse.rank_progress (through) VALUES ('2000-01-01 00:00Z');

-- Only what a list asks for stands in its query, so that each is planned for what it asks: who looks for few cases does
-- not walk past all others.
CREATE FUNCTION recourse.ranked(
  of_workflow text, in_state text, with_owner text, with_owners text[], without_owners text[], with_assignees text[],
  is_unassigned boolean, is_parked boolean, after_rank timestamptz, after_case uuid, passed_over bigint, at_most bigint
) RETURNS TABLE (case_id uuid, rank_at timestamptz)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  query text := 'SELECT r.case_id, r.rank_at FROM recourse.case_ranks r WHERE true';
BEGIN
  IF of_workflow IS NOT NULL THEN query := query || ' AND r.workflow = $1'; END IF;
  IF in_state IS NOT NULL THEN query := query || ' AND r.states @> ARRAY[$2]'; END IF;
  IF with_owner IS NOT NULL THEN query := query || ' AND r.owner = $3'; END IF;
  IF with_owners IS NOT NULL THEN query := query || ' AND r.owner = ANY ($4)'; END IF;
  -- One person's cases lie in the order of the list; those of several have to be sorted.
  IF cardinality(with_assignees) = 1 THEN query := query || ' AND r.assignee = ($6)[1]';
  ELSIF with_assignees IS NOT NULL THEN query := query || ' AND r.assignee = ANY ($6)';
  END IF;
  IF without_owners IS NOT NULL THEN query := query || ' AND r.owner <> ALL ($5)'; END IF;
  IF is_unassigned THEN query := query || ' AND r.assignee IS NULL'; END IF;
  IF is_parked THEN query := query || ' AND r.rank_at = ''-infinity'''; END IF;
  IF after_case IS NOT NULL THEN query := query || ' AND (r.rank_at, r.case_id) > ($7, $8)'; END IF;
  RETURN QUERY EXECUTE query || ' ORDER BY r.rank_at, r.case_id OFFSET $9 LIMIT $10'
    USING of_workflow, in_state, with_owner, with_owners, without_owners, with_assignees, after_rank, after_case,
      passed_over, at_most;
END
$$;
COMMENT ON FUNCTION recourse.ranked(
  text, text, text, text[], text[], text[], boolean, boolean, timestamptz, uuid, bigint, bigint
) IS 'A page of the open cases that a list admits, the most urgent first.';

-- The time is put into the query, so that it is planned for the few entries that are newer; and each case is looked up by
-- itself, as a join would rather read them all.
CREATE FUNCTION recourse.unranked(overlap_seconds bigint, at_most bigint) RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN QUERY EXECUTE 'WITH stepped AS MATERIALIZED (
      SELECT DISTINCT j.case_id FROM recourse.journal j WHERE j.at >= $1
    )
    SELECT s.case_id FROM stepped s
    CROSS JOIN LATERAL (
      SELECT c.revision, c.closed_at FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
    LEFT JOIN LATERAL (SELECT r.revision FROM recourse.case_ranks r WHERE r.case_id = s.case_id OFFSET 0) r ON true
    WHERE r.revision < c.revision OR (r.revision IS NULL AND c.closed_at IS NULL)
    LIMIT $2'
    USING (SELECT through - overlap_seconds * interval '1 second' FROM recourse.rank_progress), at_most;
END
$$;
COMMENT ON FUNCTION recourse.unranked(bigint, bigint) IS 'Cases that had steps since they were ranked.';

CREATE TABLE recourse.absences (
  name text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  cover text NOT NULL,
  noted_by text NOT NULL,
  noted_at timestamptz NOT NULL,
  CONSTRAINT absences_pkey PRIMARY KEY (name, first_day),
  CONSTRAINT absences_end_after_they_begin CHECK (first_day <= last_day),
  CONSTRAINT absences_are_covered_by_somebody_else CHECK (cover <> name)
);
COMMENT ON TABLE recourse.absences IS 'From when to when an account''s person is away, and whose list shows the cases meanwhile.';
