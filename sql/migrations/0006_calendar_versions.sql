-- Why: a date was right by the calendar of its day. Every text that a calendar ever had therefore stays, so that whoever
-- asks why a deadline fell on a day finds the version that gave it, and what an import changed can be shown.

CREATE TABLE recourse.calendar_versions (
  revision bigint NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  text text NOT NULL,
  kept_at timestamptz NOT NULL,
  CONSTRAINT calendar_versions_pkey PRIMARY KEY (revision),
  CONSTRAINT calendar_versions_sha256_is_a_digest CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE recourse.calendar_versions IS
  'The texts of the calendars that delays count in: of each name the highest revision counts. Append-only.';
COMMENT ON COLUMN recourse.calendar_versions.revision IS 'What calendars in reference_revisions became with it.';

CREATE TRIGGER calendar_versions_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.calendar_versions
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

INSERT INTO recourse.calendar_versions (revision, name, sha256, text, kept_at)
SELECT r.calendars - count(*) OVER () + row_number() OVER (ORDER BY c.kept_at, c.name), c.name,
  encode(sha256(convert_to(c.text, 'UTF8')), 'hex'), c.text, c.kept_at
FROM recourse.calendars c, recourse.reference_revisions r;
DROP TABLE recourse.calendars;
