-- Why: who was asked on a day was right by the directory of that day, as it was known then. What an import replaces was
-- lost so far; from now on each change stays, so that a case can be shown, and lived through again, as it stood.
-- Oldest program: 7

-- Of each organisation all its contacts as an import left them, of each contract and organisation the row itself: an
-- array of rows, empty where nothing was left. When somebody holds a post or is away stands in the rows; when that
-- became known is changed_at.
CREATE TABLE recourse.directory_changes (
  revision bigint NOT NULL,
  part text NOT NULL,
  key text NOT NULL,
  changed_at timestamptz NOT NULL,
  content json NOT NULL,
  CONSTRAINT directory_changes_pkey PRIMARY KEY (revision, part, key),
  CONSTRAINT directory_changes_part_is_known CHECK (part IN ('contacts', 'contracts', 'organisations'))
);
COMMENT ON TABLE recourse.directory_changes IS
  'What the directory became with each change: of each part and key the highest revision up to a time is what was known then. Append-only.';
COMMENT ON COLUMN recourse.directory_changes.revision IS 'What directory in reference_revisions became with it.';

CREATE TRIGGER directory_changes_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.directory_changes
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

-- What is there now is the beginning.
INSERT INTO recourse.directory_changes (revision, part, key, changed_at, content)
SELECT r.directory, p.part, p.key, recourse.now(), p.content
FROM recourse.reference_revisions r CROSS JOIN (
  SELECT 'contacts' AS part, organisation AS key, json_agg(row_to_json(c) ORDER BY position) AS content
  FROM recourse.contacts c GROUP BY organisation
  UNION ALL SELECT 'contracts', key, json_build_array(row_to_json(c)) FROM recourse.contracts c
  UNION ALL SELECT 'organisations', slug, json_build_array(row_to_json(o)) FROM recourse.organisations o
) p;
