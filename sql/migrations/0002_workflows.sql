-- Why: a case keeps the workflow it was opened with for life, so every text that was ever deployed stays, under the
-- digest of what it says. Which version new cases use is a list that only grows: who looks back sees what was in force
-- on a day, and going back to an older version is one more line.

CREATE TABLE recourse.workflow_versions (
  digest text NOT NULL,
  workflow text NOT NULL,
  files jsonb NOT NULL,
  first_deployed_at timestamptz NOT NULL,
  CONSTRAINT workflow_versions_pkey PRIMARY KEY (digest),
  CONSTRAINT workflow_versions_workflow_and_digest UNIQUE (workflow, digest),
  CONSTRAINT workflow_versions_digest_is_one CHECK (digest ~ '^[0-9a-f]{64}$'),
  CONSTRAINT workflow_versions_has_files CHECK (jsonb_typeof(files) = 'object')
);
COMMENT ON TABLE recourse.workflow_versions IS
  'Every version of every workflow: its files by path, just as they were deployed. Written once.';

CREATE TABLE recourse.deployments (
  number bigint GENERATED ALWAYS AS IDENTITY,
  workflow text NOT NULL,
  digest text NOT NULL,
  deployed_at timestamptz NOT NULL,
  CONSTRAINT deployments_pkey PRIMARY KEY (number),
  CONSTRAINT deployments_of_a_known_version FOREIGN KEY (workflow, digest)
    REFERENCES recourse.workflow_versions (workflow, digest)
);
COMMENT ON TABLE recourse.deployments IS
  'Which version new cases of a workflow use: the one with the highest number. Append-only.';

CREATE INDEX deployments_by_workflow ON recourse.deployments (workflow, number);

CREATE TRIGGER workflow_versions_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.workflow_versions
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
CREATE TRIGGER deployments_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.deployments
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
