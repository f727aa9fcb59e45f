-- Why: what the directory was stays, so that past decisions can be shown by it; but the name of an official who left years
-- ago is nobody's business for ever. Names and addresses may be taken out of it, and that this was done stays.
-- Oldest program: 10

DROP TRIGGER directory_changes_is_append_only ON recourse.directory_changes;
CREATE TRIGGER directory_changes_is_append_only BEFORE DELETE OR TRUNCATE ON recourse.directory_changes
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
-- The one change that is let through is in what a contact's row says: none is added, taken away, or told of another time.
CREATE TRIGGER directory_changes_is_only_forgotten BEFORE UPDATE ON recourse.directory_changes
  FOR EACH ROW WHEN (
    OLD.part <> 'contacts'
    OR (OLD.revision, OLD.part, OLD.key, OLD.changed_at) IS DISTINCT FROM (NEW.revision, NEW.part, NEW.key, NEW.changed_at)
    OR json_array_length(OLD.content) IS DISTINCT FROM json_array_length(NEW.content))
  EXECUTE FUNCTION recourse.refuse_change();

CREATE TABLE recourse.directory_erasures (
  number bigint GENERATED ALWAYS AS IDENTITY,
  erased_at timestamptz NOT NULL,
  ended_before date NOT NULL,
  contacts bigint NOT NULL,
  actor text,
  reason text NOT NULL,
  CONSTRAINT directory_erasures_pkey PRIMARY KEY (number)
);
COMMENT ON TABLE recourse.directory_erasures IS
  'That names were taken out of the directory and its past: of whom no post has lasted to the day. Append-only.';
CREATE TRIGGER directory_erasures_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recourse.directory_erasures
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
