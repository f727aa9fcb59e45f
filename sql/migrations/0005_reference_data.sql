-- Why: steps need calendars and the people who answer for organisations. These tables are small, the same for all
-- cases, and read whole into memory; two counters tell a reader that its copy is old, without reading any of it.

CREATE TABLE recourse.reference_revisions (
  only_row boolean NOT NULL DEFAULT true,
  directory bigint NOT NULL DEFAULT 0,
  calendars bigint NOT NULL DEFAULT 0,
  last_contact bigint NOT NULL DEFAULT 0,
  CONSTRAINT reference_revisions_pkey PRIMARY KEY (only_row),
  CONSTRAINT reference_revisions_has_one_row CHECK (only_row)
);
COMMENT ON TABLE recourse.reference_revisions IS
  'Counts the changes of the directory and of calendars, and numbers contacts. Whoever changes them takes this row first.';
INSERT INTO recourse.reference_revisions DEFAULT VALUES;

CREATE TABLE recourse.calendars (
  name text NOT NULL,
  text text NOT NULL,
  kept_at timestamptz NOT NULL,
  CONSTRAINT calendars_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE recourse.calendars IS 'The texts of the calendars that delays count in.';

CREATE TABLE recourse.contacts (
  number bigint NOT NULL,
  organisation text NOT NULL,
  position integer NOT NULL,
  role text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  telephone text,
  contract text,
  valid_from date,
  valid_to date,
  away_from date,
  away_to date,
  deputy text,
  verified_at timestamptz,
  bounced_at timestamptz,
  CONSTRAINT contacts_pkey PRIMARY KEY (number),
  CONSTRAINT contacts_stand_in_an_order UNIQUE (organisation, position),
  CONSTRAINT contacts_validity_ends_after_it_begins CHECK (valid_from <= valid_to),
  CONSTRAINT contacts_absence_ends_after_it_begins CHECK (away_to IS NULL OR coalesce(away_from <= away_to, false))
);
COMMENT ON TABLE recourse.contacts IS
  'Who answers for an organisation, or for one contract of it, in a role. Of two in one post the one with the lower position is asked. A number is never given twice.';

CREATE TABLE recourse.contracts (
  key text NOT NULL,
  reference text NOT NULL,
  title text NOT NULL,
  authority text NOT NULL,
  prime_contractor text NOT NULL,
  value numeric,
  manager_role text NOT NULL,
  valid_from date,
  valid_to date,
  CONSTRAINT contracts_pkey PRIMARY KEY (key),
  CONSTRAINT contracts_have_no_negative_value CHECK (value >= 0),
  CONSTRAINT contracts_validity_ends_after_it_begins CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE recourse.contracts IS
  'Which organisation has which contract with whom. The key is the reference without regard to case and hyphens.';

CREATE TABLE recourse.organisations (
  slug text NOT NULL,
  title text NOT NULL,
  format text NOT NULL,
  status text NOT NULL,
  parents text[] NOT NULL,
  successors text[] NOT NULL,
  register text NOT NULL,
  CONSTRAINT organisations_pkey PRIMARY KEY (slug)
);
COMMENT ON TABLE recourse.organisations IS 'Public bodies as the registers know them.';
