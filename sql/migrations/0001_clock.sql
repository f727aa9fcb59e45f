-- Why: everything else stands on two things, a record of which migrations a database has and one place that tells the
-- time.
--
-- What is due is compared with recourse.now() and with nothing else, so that a demonstration or a test can move ten
-- working days ahead without waiting for them. On a database where people's real deadlines run, nobody may do that:
-- whether the clock may move is written down when the database is created, and a trigger refuses every later change.

CREATE SCHEMA recourse;

CREATE TABLE recourse.clock (
  only_row boolean NOT NULL DEFAULT true,
  may_move boolean NOT NULL,
  moved_by interval NOT NULL DEFAULT '0',
  CONSTRAINT clock_pkey PRIMARY KEY (only_row),
  CONSTRAINT clock_has_one_row CHECK (only_row),
  CONSTRAINT clock_moves_only_where_it_may CHECK (may_move OR moved_by = '0')
);
COMMENT ON TABLE recourse.clock IS
  'One row, made with the database: whether the clock may be moved, and how far ahead it has been moved.';

CREATE FUNCTION recourse.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'recourse.% takes no % (%)', TG_TABLE_NAME, TG_OP, TG_NAME USING ERRCODE = 'restrict_violation';
END
$$;
COMMENT ON FUNCTION recourse.refuse_change() IS 'For triggers on what is written once.';

CREATE TRIGGER clock_keeps_its_row BEFORE DELETE OR TRUNCATE ON recourse.clock
  FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();
CREATE TRIGGER clock_keeps_may_move BEFORE UPDATE ON recourse.clock
  FOR EACH ROW WHEN (OLD.may_move IS DISTINCT FROM NEW.may_move) EXECUTE FUNCTION recourse.refuse_change();

-- PL/pgSQL because it keeps its plan: this runs in every transaction, and as a function in SQL it would be planned anew
-- in each. A row is missing only while the migrations run.
CREATE FUNCTION recourse.now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
DECLARE
  clock recourse.clock%ROWTYPE;
BEGIN
  SELECT * INTO clock FROM recourse.clock;
  IF clock.may_move THEN
    RETURN coalesce(nullif(current_setting('recourse.now', true), '')::timestamptz, clock_timestamp() + clock.moved_by);
  END IF;
  RETURN clock_timestamp();
END
$$;
COMMENT ON FUNCTION recourse.now() IS
  'The only reader of the clock. Where the clock may move, a session can set recourse.now to an instant.';

CREATE TABLE recourse.migrations (
  number integer NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  oldest_program integer NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT recourse.now(),
  CONSTRAINT migrations_pkey PRIMARY KEY (number),
  CONSTRAINT migrations_number_is_positive CHECK (number > 0),
  CONSTRAINT migrations_sha256_is_a_digest CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT migrations_oldest_program_knew_no_later_one CHECK (oldest_program BETWEEN 1 AND number)
);
COMMENT ON TABLE recourse.migrations IS 'Which migrations this database has, and the digest of the text of each.';
COMMENT ON COLUMN recourse.migrations.oldest_program IS
  'Programs that know this migration can still work after the one in the row, as they must while a cluster is upgraded.';
