-- The schema as the migrations make it, for reading. Generated: a test compares it with a fresh database and says
-- where it has put the new text. To change the schema add a file to migrations/.

CREATE SCHEMA recourse;

CREATE FUNCTION recourse.drop_ranks(those uuid[], seen integer[]) RETURNS void
    LANGUAGE plpgsql
    AS $_$
BEGIN
  EXECUTE 'DELETE FROM recourse.case_ranks r USING unnest($1, $2) AS k (case_id, revision)
    WHERE r.case_id = k.case_id AND r.revision <= k.revision' USING those, seen;
END
$_$;

COMMENT ON FUNCTION recourse.drop_ranks(those uuid[], seen integer[]) IS 'Takes the ranks of closed cases away, unless a case was taken up again since. It is planned for the table as it is.';

CREATE FUNCTION recourse.entries_since(since timestamp with time zone) RETURNS TABLE(case_id uuid, revision integer, at timestamp with time zone, kind text, name text)
    LANGUAGE plpgsql STABLE ROWS 100
    SET enable_bitmapscan TO 'on'
    SET enable_indexscan TO 'off'
    SET enable_seqscan TO 'off'
    SET max_parallel_workers_per_gather TO '0'
    AS $$
BEGIN
  RETURN QUERY SELECT j.case_id, j.revision, j.at, j.kind, j.name FROM recourse.journal j WHERE j.at >= since;
END
$$;

COMMENT ON FUNCTION recourse.entries_since(since timestamp with time zone) IS 'What the journal has from an instant on, in no order: reads only the stretches that are so new.';

CREATE FUNCTION recourse.horizon() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
  RETURN greatest(recourse.now() - interval '1 hour', recourse.now() - (clock_timestamp() - coalesce((
    SELECT min(a.xact_start) FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.application_name <> 'pg_dump'
  ), clock_timestamp())));
END
$$;

COMMENT ON FUNCTION recourse.horizon() IS 'Before it nothing new is dated any more: when the oldest open transaction began. One of over an hour is none of ours.';

CREATE FUNCTION recourse.is_entry_kind(kind text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
BEGIN
  RETURN kind IN ('opened', 'event', 'timer', 'ignored', 'paused', 'resumed', 'assigned', 'noted', 'attached',
    'extended', 'declared', 'linked', 'merged', 'reopened', 'recalculated', 'migrated', 'erased', 'retried', 'skipped',
    'cancelled', 'parked');
END
$$;

COMMENT ON FUNCTION recourse.is_entry_kind(kind text) IS 'The kinds of entries that the journal takes.';

CREATE FUNCTION recourse.now() RETURNS timestamp with time zone
    LANGUAGE plpgsql PARALLEL SAFE
    AS $$
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

COMMENT ON FUNCTION recourse.now() IS 'The only reader of the clock. Where the clock may move, a session can set recourse.now to an instant.';

CREATE FUNCTION recourse.openings(those uuid[], opened timestamp with time zone[], called text[], flows text[], versions text[], assigned_to text[], why_parked text[], closed timestamp with time zone[], due timestamp with time zone[], owned_by text[], stands text[], newest bytea[], now_reads json[], events uuid[], at timestamp with time zone[], entry_due timestamp with time zone[], kinds text[], names text[], roles text[], actors text[], salts bytea[], payloads json[], messages json[], decided_for timestamp with time zone, seconds bigint, by_directory bigint, by_calendars bigint, by_deployments bigint, items integer[]) RETURNS text[]
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz;
  outcomes text[];
BEGIN
  IF decided_for IS NOT NULL THEN
    PERFORM FROM recourse.reference_revisions r
    WHERE r.directory = by_directory AND r.calendars = by_calendars
      AND coalesce((SELECT max(d.number) FROM recourse.deployments d), 0) = by_deployments;
    IF FOUND THEN moment := recourse.now(); END IF;
  END IF;
  IF decided_for IS NULL OR moment BETWEEN decided_for AND decided_for + seconds * interval '1 second' THEN
    BEGIN
      INSERT INTO recourse.cases (case_id, opened_at, reference, workflow, version, assignee, parked, closed_at, due_at,
        revision, owner, states, head, document)
      SELECT this_case, opened[i], called[i], flows[i], versions[i], assigned_to[i], why_parked[i], closed[i], due[i], 1,
        owned_by[i], stands[i]::text[], newest[i], now_reads[i]
      FROM unnest(those) WITH ORDINALITY AS s (this_case, i);
      INSERT INTO recourse.journal (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt,
        hash, payload, messages)
      SELECT this_case, events[i], at[i], entry_due[i], 1, kinds[i], names[i], roles[i], actors[i], salts[i], newest[i],
        payloads[i], messages[i]
      FROM unnest(those) WITH ORDINALITY AS s (this_case, i);
      INSERT INTO recourse.timers (due_at, case_id)
      SELECT coalesce(due[i], 'infinity'), this_case
      FROM unnest(those) WITH ORDINALITY AS s (this_case, i) WHERE closed[i] IS NULL;
      IF items IS NOT NULL THEN
        INSERT INTO recourse.outbox (available_at, case_id, revision, position)
        SELECT at[i], this_case, 1, item
        FROM unnest(those) WITH ORDINALITY AS s (this_case, i), generate_series(0, items[i] - 1) AS item;
      END IF;
      RETURN NULL;
    EXCEPTION WHEN unique_violation THEN
      -- A case is there already. Nothing of the set was kept; each by itself says which.
      NULL;
    END;
    IF cardinality(those) > 1 THEN
      FOR i IN 1 .. cardinality(those) LOOP
        outcomes := outcomes || coalesce(recourse.openings(those[i:i], opened[i:i], called[i:i], flows[i:i],
          versions[i:i], assigned_to[i:i], why_parked[i:i], closed[i:i], due[i:i], owned_by[i:i], stands[i:i],
          newest[i:i], now_reads[i:i], events[i:i], at[i:i], entry_due[i:i], kinds[i:i], names[i:i], roles[i:i],
          actors[i:i], salts[i:i], payloads[i:i], messages[i:i], decided_for, seconds, by_directory, by_calendars,
          by_deployments, items[i:i]), ARRAY['written']);
      END LOOP;
      RETURN outcomes;
    END IF;
  END IF;
  FOR i IN 1 .. cardinality(those) LOOP
    PERFORM FROM recourse.journal j WHERE j.case_id = those[i] AND j.event_id = events[i];
    outcomes := outcomes || CASE WHEN FOUND THEN 'duplicate' ELSE 'conflict' END;
  END LOOP;
  RETURN outcomes;
END
$$;

COMMENT ON FUNCTION recourse.openings(those uuid[], opened timestamp with time zone[], called text[], flows text[], versions text[], assigned_to text[], why_parked text[], closed timestamp with time zone[], due timestamp with time zone[], owned_by text[], stands text[], newest bytea[], now_reads json[], events uuid[], at timestamp with time zone[], entry_due timestamp with time zone[], kinds text[], names text[], roles text[], actors text[], salts bytea[], payloads json[], messages json[], decided_for timestamp with time zone, seconds bigint, by_directory bigint, by_calendars bigint, by_deployments bigint, items integer[]) IS 'Opens several cases, columns by position. NULL where all were opened, else what became of each.';

CREATE FUNCTION recourse.ranked(of_workflow text, in_state text, with_owner text, with_owners text[], without_owners text[], with_assignees text[], is_unassigned boolean, is_parked boolean, after_rank timestamp with time zone, after_case uuid, passed_over bigint, at_most bigint) RETURNS TABLE(case_id uuid, rank_at timestamp with time zone)
    LANGUAGE plpgsql STABLE
    SET enable_bitmapscan TO 'on'
    SET enable_sort TO 'on'
    SET jit TO 'off'
    AS $_$
DECLARE
  choice text := 'true';
  place text := 'r.rank_at, r.case_id';
  merged text[];
  merged_by text;
BEGIN
  IF of_workflow IS NOT NULL THEN choice := choice || ' AND r.workflow = $1'; END IF;
  IF in_state IS NOT NULL THEN choice := choice || ' AND r.states @> ARRAY[$2]'; END IF;
  IF with_owner IS NOT NULL THEN choice := choice || ' AND r.owner = $3'; END IF;
  IF is_parked THEN choice := choice || ' AND r.rank_at = ''-infinity'''; END IF;
  IF after_case IS NOT NULL THEN choice := choice || ' AND (r.rank_at, r.case_id) > ($7, $8)'; END IF;
  IF is_unassigned THEN
    -- An index knows that these lie in the order of the list only where it is told their column.
    choice := choice || ' AND r.assignee IS NULL';
    place := 'r.assignee, ' || place;
  END IF;
  IF in_state IS NOT NULL OR is_unassigned OR with_owner IS NOT NULL THEN
    -- Few enough, or in order anyhow.
    IF with_assignees IS NOT NULL THEN choice := choice || ' AND r.assignee = ANY ($6)'; END IF;
    IF with_owners IS NOT NULL THEN choice := choice || ' AND r.owner = ANY ($4)'; END IF;
    IF without_owners IS NOT NULL THEN choice := choice || ' AND r.owner <> ALL ($5)'; END IF;
  ELSIF with_assignees IS NOT NULL THEN
    merged := with_assignees;
    merged_by := 'assignee';
    IF with_owners IS NOT NULL THEN choice := choice || ' AND r.owner = ANY ($4)'; END IF;
    IF without_owners IS NOT NULL THEN choice := choice || ' AND r.owner <> ALL ($5)'; END IF;
  ELSIF with_owners IS NOT NULL THEN
    merged := with_owners;
    merged_by := 'owner';
    IF without_owners IS NOT NULL THEN choice := choice || ' AND r.owner <> ALL ($5)'; END IF;
  ELSIF without_owners IS NOT NULL THEN
    merged := ARRAY(SELECT o.owner FROM recourse.ranked_owners() o WHERE o.owner <> ALL (without_owners));
    merged_by := 'owner';
  END IF;
  IF in_state IS NULL THEN
    -- All but states lies in order. Of a table that is new the planner doesn't know how long it is, and would rather sort
    -- it. The function's own settings have these end with it; and as it must sort a few at the end, what that seems to cost
    -- would have the statement compiled each time.
    PERFORM set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
  END IF;
  IF merged IS NULL THEN
    RETURN QUERY EXECUTE
      'SELECT r.case_id, r.rank_at FROM recourse.case_ranks r WHERE ' || choice || ' ORDER BY ' || place
      || ' OFFSET $9 LIMIT $10'
      USING of_workflow, in_state, with_owner, with_owners, without_owners, with_assignees, after_rank, after_case,
        passed_over, at_most;
  ELSE
    RETURN QUERY EXECUTE
      'SELECT m.case_id, m.rank_at FROM (SELECT DISTINCT unnest($11) AS name) one
      CROSS JOIN LATERAL (SELECT r.case_id, r.rank_at FROM recourse.case_ranks r WHERE r.' || merged_by || ' = one.name AND '
      || choice || ' ORDER BY ' || place || ' LIMIT $9 + $10) m ORDER BY m.rank_at, m.case_id OFFSET $9 LIMIT $10'
      USING of_workflow, in_state, with_owner, with_owners, without_owners, with_assignees, after_rank, after_case,
        passed_over, least(at_most, 9000000000000000000 - passed_over), merged;
  END IF;
END
$_$;

COMMENT ON FUNCTION recourse.ranked(of_workflow text, in_state text, with_owner text, with_owners text[], without_owners text[], with_assignees text[], is_unassigned boolean, is_parked boolean, after_rank timestamp with time zone, after_case uuid, passed_over bigint, at_most bigint) IS 'A page of the open cases that a list admits, the most urgent first.';

CREATE FUNCTION recourse.ranked_owners() RETURNS TABLE(owner text)
    LANGUAGE sql STABLE
    AS $$
  WITH RECURSIVE roles AS (
    (SELECT r.owner FROM recourse.case_ranks r WHERE r.owner IS NOT NULL ORDER BY r.owner LIMIT 1)
    UNION ALL
    SELECT (SELECT r.owner FROM recourse.case_ranks r WHERE r.owner > o.owner ORDER BY r.owner LIMIT 1)
    FROM roles o WHERE o.owner IS NOT NULL
  )
  SELECT o.owner FROM roles o WHERE o.owner IS NOT NULL
$$;

COMMENT ON FUNCTION recourse.ranked_owners() IS 'The roles that open cases wait for: a step through the index for each, however many cases there are.';

CREATE FUNCTION recourse.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'recourse.% takes no % (%)', TG_TABLE_NAME, TG_OP, TG_NAME USING ERRCODE = 'restrict_violation';
END
$$;

COMMENT ON FUNCTION recourse.refuse_change() IS 'For triggers on what is written once.';

CREATE FUNCTION recourse.step(this_case uuid, expected integer, stepped integer, closed timestamp with time zone, due timestamp with time zone, owned_by text, assigned_to text, why_parked text, stands text[], newest bytea, now_reads json, was_due timestamp with time zone, event uuid, at timestamp with time zone, entry_due timestamp with time zone, kind text, name text, role text, actor text, salt bytea, payload json, messages json, decided_for timestamp with time zone, seconds bigint, by_directory bigint, by_calendars bigint, items integer) RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
  moment timestamptz;
BEGIN
  IF decided_for IS NOT NULL THEN
    PERFORM FROM recourse.reference_revisions r WHERE r.directory = by_directory AND r.calendars = by_calendars;
    IF FOUND THEN moment := recourse.now(); END IF;
  END IF;
  IF decided_for IS NULL OR moment BETWEEN decided_for AND decided_for + seconds * interval '1 second' THEN
    UPDATE recourse.cases c SET revision = stepped, closed_at = closed, due_at = due, owner = owned_by,
      assignee = assigned_to, parked = why_parked, states = stands, head = newest, document = now_reads
    WHERE c.case_id = this_case AND c.revision = expected AND c.due_at IS NOT DISTINCT FROM was_due
      AND NOT EXISTS (SELECT FROM recourse.journal j WHERE j.case_id = this_case AND j.event_id = event);
    IF FOUND THEN
      INSERT INTO recourse.journal (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt,
        hash, payload, messages)
      VALUES (this_case, event, at, entry_due, stepped, kind, name, role, actor, salt, newest, payload, messages);
      IF closed IS NOT NULL THEN
        DELETE FROM recourse.timers t WHERE t.case_id = this_case AND t.due_at = coalesce(was_due, 'infinity');
      ELSIF due IS DISTINCT FROM was_due THEN
        UPDATE recourse.timers t SET due_at = coalesce(due, 'infinity')
        WHERE t.case_id = this_case AND t.due_at = coalesce(was_due, 'infinity');
      END IF;
      FOR item IN 0 .. items - 1 LOOP
        INSERT INTO recourse.outbox (available_at, case_id, revision, position) VALUES (at, this_case, stepped, item);
      END LOOP;
      RETURN 'written';
    END IF;
  END IF;
  PERFORM FROM recourse.journal j WHERE j.case_id = this_case AND j.event_id = event;
  RETURN CASE WHEN FOUND THEN 'duplicate' ELSE 'conflict' END;
END
$$;

COMMENT ON FUNCTION recourse.step(this_case uuid, expected integer, stepped integer, closed timestamp with time zone, due timestamp with time zone, owned_by text, assigned_to text, why_parked text, stands text[], newest bytea, now_reads json, was_due timestamp with time zone, event uuid, at timestamp with time zone, entry_due timestamp with time zone, kind text, name text, role text, actor text, salt bytea, payload json, messages json, decided_for timestamp with time zone, seconds bigint, by_directory bigint, by_calendars bigint, items integer) IS 'Keeps one decided step of one case, with its journal entry, its alarm and its messages, and says what became of it.';

CREATE FUNCTION recourse.steps(those uuid[], expected integer[], closed timestamp with time zone[], due timestamp with time zone[], owned_by text[], assigned_to text[], why_parked text[], stands text[], newest bytea[], now_reads json[], was_due timestamp with time zone[], events uuid[], at timestamp with time zone[], entry_due timestamp with time zone[], kinds text[], names text[], roles text[], actors text[], salts bytea[], payloads json[], messages json[], decided_for timestamp with time zone, seconds bigint, by_directory bigint, by_calendars bigint, items integer[]) RETURNS text[]
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz;
  moved bigint;
  outcomes text[];
BEGIN
  IF decided_for IS NOT NULL THEN
    PERFORM FROM recourse.reference_revisions r WHERE r.directory = by_directory AND r.calendars = by_calendars;
    IF FOUND THEN moment := recourse.now(); END IF;
  END IF;
  IF decided_for IS NULL OR moment BETWEEN decided_for AND decided_for + seconds * interval '1 second' THEN
    BEGIN
      UPDATE recourse.cases c SET revision = expected[i] + 1, closed_at = closed[i], due_at = due[i],
        owner = owned_by[i], assignee = assigned_to[i], parked = why_parked[i], states = stands[i]::text[],
        head = newest[i], document = now_reads[i]
      FROM unnest(those) WITH ORDINALITY AS s (this_case, i)
      WHERE c.case_id = this_case AND c.revision = expected[i] AND c.due_at IS NOT DISTINCT FROM was_due[i];
      GET DIAGNOSTICS moved = ROW_COUNT;
      IF moved < cardinality(those) THEN RAISE unique_violation; END IF;
      INSERT INTO recourse.journal (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt,
        hash, payload, messages)
      SELECT this_case, events[i], at[i], entry_due[i], expected[i] + 1, kinds[i], names[i], roles[i], actors[i],
        salts[i], newest[i], payloads[i], messages[i]
      FROM unnest(those) WITH ORDINALITY AS s (this_case, i);
      IF closed IS NOT NULL THEN
        DELETE FROM recourse.timers t USING unnest(those) WITH ORDINALITY AS s (this_case, i)
        WHERE closed[i] IS NOT NULL AND t.case_id = this_case AND t.due_at = coalesce(was_due[i], 'infinity');
      END IF;
      UPDATE recourse.timers t SET due_at = coalesce(due[i], 'infinity')
      FROM unnest(those) WITH ORDINALITY AS s (this_case, i)
      WHERE closed[i] IS NULL AND due[i] IS DISTINCT FROM was_due[i] AND t.case_id = this_case
        AND t.due_at = coalesce(was_due[i], 'infinity');
      IF items IS NOT NULL THEN
        INSERT INTO recourse.outbox (available_at, case_id, revision, position)
        SELECT at[i], this_case, expected[i] + 1, item
        FROM unnest(those) WITH ORDINALITY AS s (this_case, i), generate_series(0, items[i] - 1) AS item;
      END IF;
      RETURN NULL;
    EXCEPTION WHEN unique_violation THEN
      -- A case has moved on, or a journal has the event. Nothing of the set was kept; each by itself says which.
      NULL;
    END;
  END IF;
  FOR i IN 1 .. cardinality(those) LOOP
    outcomes := outcomes || recourse.step(those[i], expected[i], expected[i] + 1, closed[i], due[i], owned_by[i],
      assigned_to[i], why_parked[i], stands[i]::text[], newest[i], now_reads[i], was_due[i], events[i], at[i],
      entry_due[i], kinds[i], names[i], roles[i], actors[i], salts[i], payloads[i], messages[i], decided_for, seconds,
      by_directory, by_calendars, coalesce(items[i], 0));
  END LOOP;
  RETURN outcomes;
END
$$;

COMMENT ON FUNCTION recourse.steps(those uuid[], expected integer[], closed timestamp with time zone[], due timestamp with time zone[], owned_by text[], assigned_to text[], why_parked text[], stands text[], newest bytea[], now_reads json[], was_due timestamp with time zone[], events uuid[], at timestamp with time zone[], entry_due timestamp with time zone[], kinds text[], names text[], roles text[], actors text[], salts bytea[], payloads json[], messages json[], decided_for timestamp with time zone, seconds bigint, by_directory bigint, by_calendars bigint, items integer[]) IS 'Keeps one decided step of each of several cases, columns by position. NULL where all were written, else what became of each.';

CREATE FUNCTION recourse.unranked(overlap_seconds bigint, at_most bigint) RETURNS TABLE(case_id uuid)
    LANGUAGE plpgsql STABLE
    AS $_$
BEGIN
  RETURN QUERY EXECUTE 'WITH stepped AS MATERIALIZED (
      SELECT DISTINCT e.case_id FROM recourse.entries_since($1) e
    )
    SELECT s.case_id FROM stepped s
    CROSS JOIN LATERAL (
      SELECT c.revision, c.closed_at FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
    LEFT JOIN LATERAL (SELECT r.revision FROM recourse.case_ranks r WHERE r.case_id = s.case_id OFFSET 0) r ON true
    WHERE r.revision < c.revision OR (r.revision IS NULL AND c.closed_at IS NULL)
    LIMIT $2'
    USING (SELECT through - overlap_seconds * interval '1 second' FROM recourse.rank_progress), at_most;
END
$_$;

COMMENT ON FUNCTION recourse.unranked(overlap_seconds bigint, at_most bigint) IS 'Cases that had steps since they were ranked.';

CREATE FUNCTION recourse.unread(overlap_seconds bigint, at_most bigint) RETURNS TABLE(case_id uuid)
    LANGUAGE plpgsql STABLE
    AS $_$
BEGIN
  RETURN QUERY EXECUTE 'WITH stepped AS MATERIALIZED (
      SELECT DISTINCT e.case_id FROM recourse.entries_since($1) e
    )
    SELECT s.case_id FROM stepped s
    CROSS JOIN LATERAL (SELECT c.revision FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
    LEFT JOIN LATERAL (SELECT t.revision FROM recourse.case_texts t WHERE t.case_id = s.case_id OFFSET 0) t ON true
    WHERE t.revision IS NULL OR t.revision < c.revision
    LIMIT $2'
    USING (SELECT through - overlap_seconds * interval '1 second' FROM recourse.search_progress), at_most;
END
$_$;

COMMENT ON FUNCTION recourse.unread(overlap_seconds bigint, at_most bigint) IS 'The cases whose words are older than their last step. It is planned for the tables as they are.';

CREATE TABLE recourse.absences (
    name text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    cover text NOT NULL,
    noted_by text NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT absences_are_covered_by_somebody_else CHECK ((cover <> name)),
    CONSTRAINT absences_end_after_they_begin CHECK ((first_day <= last_day))
);

COMMENT ON TABLE recourse.absences IS 'From when to when an account''s person is away, and whose list shows the cases meanwhile.';

CREATE TABLE recourse.announcements (
    case_id uuid NOT NULL,
    revision integer NOT NULL,
    subscription_id uuid NOT NULL,
    kind text NOT NULL,
    name text,
    at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    leased_until timestamp with time zone,
    attempts smallint DEFAULT 0 NOT NULL,
    sent_at timestamp with time zone,
    given_up_at timestamp with time zone,
    failure text,
    CONSTRAINT announcements_attempts_are_counted CHECK ((attempts >= 0)),
    CONSTRAINT announcements_wait_or_are_over CHECK (((due_at IS NULL) = ((sent_at IS NOT NULL) OR (given_up_at IS NOT NULL))))
);

COMMENT ON TABLE recourse.announcements IS 'That something happened to a case, on its way to a subscription, and what became of it. Gone after a month.';

COMMENT ON COLUMN recourse.announcements.revision IS '0 where nothing happened: somebody tried whether it arrives.';

COMMENT ON COLUMN recourse.announcements.due_at IS 'From when it may be claimed; NULL once it is sent or given up.';

CREATE TABLE recourse.attachments (
    case_id uuid NOT NULL,
    sha256 text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT attachments_are_bounded CHECK ((octet_length(bytes) <= 20971520)),
    CONSTRAINT attachments_digest_is_one CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE ONLY recourse.attachments ALTER COLUMN bytes SET STORAGE EXTERNAL;

COMMENT ON TABLE recourse.attachments IS 'The documents of cases, under their digest.';

CREATE TABLE recourse.calendar_versions (
    revision bigint NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    text text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT calendar_versions_sha256_is_a_digest CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

COMMENT ON TABLE recourse.calendar_versions IS 'The texts of the calendars that delays count in: of each name the highest revision counts. Append-only.';

COMMENT ON COLUMN recourse.calendar_versions.revision IS 'What calendars in reference_revisions became with it.';

CREATE TABLE recourse.case_ranks (
    case_id uuid NOT NULL,
    revision integer NOT NULL,
    rank_at timestamp with time zone NOT NULL,
    workflow text NOT NULL,
    owner text,
    assignee text,
    states text[] NOT NULL
);

COMMENT ON TABLE recourse.case_ranks IS 'How soon people should look at an open case, as of a revision, with what lists choose by. Worked out anew when it is older.';

COMMENT ON COLUMN recourse.case_ranks.rank_at IS 'The earliest deadline or target; -infinity where a person must look at once, infinity where nothing runs.';

CREATE TABLE recourse.case_texts (
    case_id uuid NOT NULL,
    revision integer NOT NULL,
    words tsvector NOT NULL
);

COMMENT ON TABLE recourse.case_texts IS 'The words of a case as of a revision: reference, data, notes, names of documents. Worked out anew when it is older.';

CREATE TABLE recourse.cases (
    case_id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    reference text NOT NULL,
    workflow text NOT NULL,
    version text NOT NULL,
    assignee text,
    parked text,
    closed_at timestamp with time zone,
    due_at timestamp with time zone,
    revision integer NOT NULL,
    owner text,
    states text[] NOT NULL,
    head bytea,
    document json NOT NULL,
    CONSTRAINT cases_closed_has_no_timer CHECK (((closed_at IS NULL) OR (due_at IS NULL))),
    CONSTRAINT cases_revision_is_positive CHECK ((revision > 0))
)
WITH (fillfactor='75', autovacuum_vacuum_scale_factor='0.05');

COMMENT ON TABLE recourse.cases IS 'One row a case, rewritten by each step. revision counts the steps: a writer names the one it has read.';

COMMENT ON COLUMN recourse.cases.reference IS 'The name for people, worked out of case_id. Not unique: two cases may share one, if hardly ever.';

COMMENT ON COLUMN recourse.cases.assignee IS 'Who has the case in hand; NULL while nobody has.';

COMMENT ON COLUMN recourse.cases.parked IS 'Why a person must look: a timer''s step was refused. NULL where all is well.';

COMMENT ON COLUMN recourse.cases.due_at IS 'The instant of the earliest timer, rounded up to the microsecond.';

COMMENT ON COLUMN recourse.cases.states IS 'The ids of the leaves in which the case rests.';

COMMENT ON COLUMN recourse.cases.head IS 'The hash of the newest entry of its journal.';

COMMENT ON COLUMN recourse.cases.document IS 'Session and timers, which only the workflow can read.';

CREATE TABLE recourse.clock (
    only_row boolean DEFAULT true NOT NULL,
    may_move boolean NOT NULL,
    moved_by interval DEFAULT '00:00:00'::interval NOT NULL,
    CONSTRAINT clock_has_one_row CHECK (only_row),
    CONSTRAINT clock_moves_only_where_it_may CHECK ((may_move OR (moved_by = '00:00:00'::interval)))
);

COMMENT ON TABLE recourse.clock IS 'One row, made with the database: whether the clock may be moved, and how far ahead it has been moved.';

CREATE TABLE recourse.contacts (
    number bigint NOT NULL,
    organisation text NOT NULL,
    "position" integer NOT NULL,
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
    verified_at timestamp with time zone,
    bounced_at timestamp with time zone,
    external_id text,
    CONSTRAINT contacts_absence_ends_after_it_begins CHECK (((away_to IS NULL) OR COALESCE((away_from <= away_to), false))),
    CONSTRAINT contacts_validity_ends_after_it_begins CHECK ((valid_from <= valid_to))
);

COMMENT ON TABLE recourse.contacts IS 'Who answers for an organisation, or for one contract of it, in a role. Of two in one post the one with the lower position is asked. A number is never given twice.';

COMMENT ON COLUMN recourse.contacts.external_id IS 'What the organisation''s identity system calls the person (SCIM''s externalId); of several posts of a person each has it.';

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
    CONSTRAINT contracts_have_no_negative_value CHECK ((value >= (0)::numeric)),
    CONSTRAINT contracts_validity_ends_after_it_begins CHECK ((valid_from <= valid_to))
);

COMMENT ON TABLE recourse.contracts IS 'Which organisation has which contract with whom. The key is the reference without regard to case and hyphens.';

CREATE TABLE recourse.deliveries (
    case_id uuid NOT NULL,
    revision integer NOT NULL,
    "position" smallint NOT NULL,
    attempts smallint NOT NULL,
    sent_at timestamp with time zone,
    retry_at timestamp with time zone,
    given_up_at timestamp with time zone,
    failure text,
    CONSTRAINT deliveries_sent_is_over CHECK (((sent_at IS NULL) OR ((retry_at IS NULL) AND (given_up_at IS NULL) AND (failure IS NULL))))
);

COMMENT ON TABLE recourse.deliveries IS 'One row an item that was tried at least once: sent, waiting for its next attempt, or given up to people.';

COMMENT ON COLUMN recourse.deliveries.retry_at IS 'Its place in the queue while it waits for the next attempt.';

COMMENT ON COLUMN recourse.deliveries.given_up_at IS 'When it was left to people: a dead letter.';

COMMENT ON COLUMN recourse.deliveries.failure IS 'Why the last attempt failed, never whom it concerned.';

CREATE TABLE recourse.deployments (
    number bigint NOT NULL,
    workflow text NOT NULL,
    digest text NOT NULL,
    deployed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE recourse.deployments IS 'Which version new cases of a workflow use: the one with the highest number. Append-only.';

ALTER TABLE recourse.deployments ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME recourse.deployments_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE recourse.directory_changes (
    revision bigint NOT NULL,
    part text NOT NULL,
    key text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    content json NOT NULL,
    CONSTRAINT directory_changes_part_is_known CHECK ((part = ANY (ARRAY['contacts'::text, 'contracts'::text, 'organisations'::text])))
);

COMMENT ON TABLE recourse.directory_changes IS 'What the directory became with each change: of each part and key the highest revision up to a time is what was known then. Append-only.';

COMMENT ON COLUMN recourse.directory_changes.revision IS 'What directory in reference_revisions became with it.';

CREATE TABLE recourse.directory_erasures (
    number bigint NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    ended_before date NOT NULL,
    contacts bigint NOT NULL,
    actor text,
    reason text NOT NULL
);

COMMENT ON TABLE recourse.directory_erasures IS 'That names were taken out of the directory and its past: of whom no post has lasted to the day. Append-only.';

ALTER TABLE recourse.directory_erasures ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME recourse.directory_erasures_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE recourse.feedback (
    case_id uuid NOT NULL,
    workflow text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    satisfaction smallint NOT NULL,
    improvement text,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT feedback_improvement_is_bounded CHECK ((octet_length(improvement) <= 20000)),
    CONSTRAINT feedback_satisfaction_is_one_of_five CHECK (((satisfaction >= 1) AND (satisfaction <= 5)))
);

COMMENT ON TABLE recourse.feedback IS 'How content those who raised cases were, once a case. Not part of the case: erasing a case takes it away whole.';

COMMENT ON COLUMN recourse.feedback.satisfaction IS 'From 1, very dissatisfied, to 5, very satisfied.';

CREATE TABLE recourse.identity_reads (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL,
    reader text NOT NULL,
    purpose text NOT NULL
);

COMMENT ON TABLE recourse.identity_reads IS 'Who was shown who raised a case, and for what. Append-only.';

ALTER TABLE recourse.identity_reads ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME recourse.identity_reads_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE recourse.journal (
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    revision integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    actor_role text,
    actor_name text,
    salt bytea,
    hash bytea,
    digest bytea,
    payload json,
    messages json,
    CONSTRAINT journal_is_whole_or_erased CHECK (((payload IS NULL) = (digest IS NOT NULL))),
    CONSTRAINT journal_kind_is_known CHECK (recourse.is_entry_kind(kind))
);

COMMENT ON TABLE recourse.journal IS 'Everything that happened to a case, one row a step. Append-only; an event counts once, however often it is sent.';

COMMENT ON COLUMN recourse.journal.due_at IS 'For a timer: when it was due, however late it fired.';

COMMENT ON COLUMN recourse.journal.salt IS 'Random bytes with which the personal part is digested.';

COMMENT ON COLUMN recourse.journal.hash IS 'Covers the entry and the hash of the one before.';

COMMENT ON COLUMN recourse.journal.digest IS 'The salted digest of actor_name, payload and messages, kept in their place once they are erased.';

COMMENT ON COLUMN recourse.journal.messages IS 'What the step wants done outside, in order: an array of pairs of kind and payload. NULL where there is nothing.';

CREATE TABLE recourse.migrations (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    oldest_program integer NOT NULL,
    applied_at timestamp with time zone DEFAULT recourse.now() NOT NULL,
    CONSTRAINT migrations_number_is_positive CHECK ((number > 0)),
    CONSTRAINT migrations_oldest_program_knew_no_later_one CHECK (((oldest_program >= 1) AND (oldest_program <= number))),
    CONSTRAINT migrations_sha256_is_a_digest CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

COMMENT ON TABLE recourse.migrations IS 'Which migrations this database has, and the digest of the text of each.';

COMMENT ON COLUMN recourse.migrations.oldest_program IS 'Programs that know this migration can still work after the one in the row, as they must while a cluster is upgraded.';

CREATE TABLE recourse.nodes (
    node_id uuid NOT NULL,
    kind text NOT NULL,
    host text NOT NULL,
    process integer NOT NULL,
    version text NOT NULL,
    generation integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE recourse.nodes IS 'The processes that work on this database. Each writes seen_at every few seconds and takes its row away when it stops.';

COMMENT ON COLUMN recourse.nodes.generation IS 'The newest migration that the program knows.';

CREATE TABLE recourse.one_time_codes (
    code bytea NOT NULL,
    purpose text NOT NULL,
    subject text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT one_time_codes_code_is_a_digest CHECK ((octet_length(code) = 32))
);

COMMENT ON TABLE recourse.one_time_codes IS 'Links and codes that let somebody in once: kept as their digests.';

COMMENT ON COLUMN recourse.one_time_codes.subject IS 'Whom or what it lets in to: an account, an address, a case.';

CREATE TABLE recourse.organisations (
    slug text NOT NULL,
    title text NOT NULL,
    format text NOT NULL,
    status text NOT NULL,
    parents text[] NOT NULL,
    successors text[] NOT NULL,
    register text NOT NULL
);

COMMENT ON TABLE recourse.organisations IS 'Public bodies as the registers know them.';

CREATE TABLE recourse.outbox (
    available_at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL,
    revision integer NOT NULL,
    "position" smallint NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    leased_until timestamp with time zone,
    CONSTRAINT outbox_attempts_are_counted CHECK ((attempts >= 0))
)
WITH (fillfactor='90', autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE recourse.outbox IS 'What waits, the longest waiting first. revision and position name the item in the journal''s messages.';

COMMENT ON COLUMN recourse.outbox.leased_until IS 'Until when the worker that claimed it has it to itself.';

CREATE TABLE recourse.passwords (
    name text NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE recourse.passwords IS 'Argon2id hashes, for accounts that no identity provider vouches for.';

CREATE TABLE recourse.provider_accounts (
    issuer text NOT NULL,
    subject text NOT NULL,
    name text NOT NULL,
    bound_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE recourse.provider_accounts IS 'Which account is whose at an identity provider: bound at the first sign-in, for good.';

COMMENT ON COLUMN recourse.provider_accounts.subject IS 'The claim sub, which a provider gives to nobody else.';

CREATE TABLE recourse.rank_progress (
    through timestamp with time zone NOT NULL
);

COMMENT ON TABLE recourse.rank_progress IS 'One row: until when the journal has been looked through for ranks.';

CREATE UNLOGGED TABLE recourse.rates (
    key text NOT NULL,
    window_at timestamp with time zone NOT NULL,
    count integer NOT NULL
);

COMMENT ON TABLE recourse.rates IS 'How often something was tried within a window of time, on all nodes together.';

CREATE TABLE recourse.reference_revisions (
    only_row boolean DEFAULT true NOT NULL,
    directory bigint DEFAULT 0 NOT NULL,
    calendars bigint DEFAULT 0 NOT NULL,
    last_contact bigint DEFAULT 0 NOT NULL,
    CONSTRAINT reference_revisions_has_one_row CHECK (only_row)
);

COMMENT ON TABLE recourse.reference_revisions IS 'Counts the changes of the directory and of calendars, and numbers contacts. Whoever changes them takes this row first.';

CREATE TABLE recourse.search_progress (
    through timestamp with time zone NOT NULL
);

COMMENT ON TABLE recourse.search_progress IS 'One row: until when the journal has been looked through for words.';

CREATE TABLE recourse.session_files (
    key bytea NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT session_files_are_bounded CHECK ((octet_length(bytes) <= 20971520))
);
ALTER TABLE ONLY recourse.session_files ALTER COLUMN bytes SET STORAGE EXTERNAL;

COMMENT ON TABLE recourse.session_files IS 'Documents that go with what a visitor fills in; gone with the session.';

CREATE TABLE recourse.sessions (
    key bytea NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    data json NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    proved_at timestamp with time zone,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT sessions_key_is_a_digest CHECK ((octet_length(key) = 32)),
    CONSTRAINT sessions_kind_is_known CHECK ((kind = ANY (ARRAY['visitor'::text, 'supplier'::text, 'contact'::text, 'staff'::text])))
);

COMMENT ON TABLE recourse.sessions IS 'Who has come by the web, and what they have filled in so far. Ends by itself; may be taken away at any time.';

COMMENT ON COLUMN recourse.sessions.key IS 'The SHA-256 digest of the cookie.';

COMMENT ON COLUMN recourse.sessions.subject IS 'An account, an address or a case, as kind says; empty for a visitor.';

COMMENT ON COLUMN recourse.sessions.proved_at IS 'When the person last proved who they are; what is grave asks for it anew.';

CREATE TABLE recourse.subscriptions (
    subscription_id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    kinds text[] NOT NULL,
    owner text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    secret text NOT NULL,
    former_secret text,
    former_ends_at timestamp with time zone,
    failing_since timestamp with time zone,
    ended_at timestamp with time zone,
    ended_because text,
    through timestamp with time zone NOT NULL,
    CONSTRAINT subscriptions_end_has_a_reason CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
    CONSTRAINT subscriptions_former_secret_ends CHECK (((former_secret IS NULL) = (former_ends_at IS NULL)))
);

COMMENT ON TABLE recourse.subscriptions IS 'Who wants to hear what happens to cases, where, and how calls there are signed.';

COMMENT ON COLUMN recourse.subscriptions.kinds IS 'What it hears of; all where there is none.';

COMMENT ON COLUMN recourse.subscriptions.secret IS 'Calls are signed with it: sealed with the site''s key where it has one, else as it is. Whoever reads it as it is can forge what we tell this receiver, and nothing else.';

COMMENT ON COLUMN recourse.subscriptions.through IS 'Until when the journal has been looked through for it.';

CREATE TABLE recourse.timers (
    due_at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE recourse.timers IS 'One row an open case, at the instant of its earliest timer; at infinity where none runs. A closed case has none.';

CREATE TABLE recourse.tokens (
    key bytea NOT NULL,
    name text NOT NULL,
    holder text NOT NULL,
    scopes text[] NOT NULL,
    organisation text,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT tokens_key_is_a_digest CHECK ((octet_length(key) = 32))
);

COMMENT ON TABLE recourse.tokens IS 'What programs show in place of a person: kept as digests, bound to an account or an organisation.';

COMMENT ON COLUMN recourse.tokens.holder IS 'The account that answers for what the token does.';

CREATE TABLE recourse.users (
    name text NOT NULL,
    display_name text NOT NULL,
    email text NOT NULL,
    roles text[] NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT users_name_is_plain CHECK ((name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text))
);

COMMENT ON TABLE recourse.users IS 'The accounts of the scheme''s own people. One that histories name stays, disabled.';

CREATE TABLE recourse.workflow_versions (
    digest text NOT NULL,
    workflow text NOT NULL,
    files jsonb NOT NULL,
    first_deployed_at timestamp with time zone NOT NULL,
    CONSTRAINT workflow_versions_digest_is_one CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT workflow_versions_has_files CHECK ((jsonb_typeof(files) = 'object'::text))
);

COMMENT ON TABLE recourse.workflow_versions IS 'Every version of every workflow: its files by path, just as they were deployed. Written once.';

ALTER TABLE ONLY recourse.absences
    ADD CONSTRAINT absences_pkey PRIMARY KEY (name, first_day);

ALTER TABLE ONLY recourse.announcements
    ADD CONSTRAINT announcements_pkey PRIMARY KEY (case_id, revision, subscription_id);

ALTER TABLE ONLY recourse.attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (case_id, sha256);

ALTER TABLE ONLY recourse.calendar_versions
    ADD CONSTRAINT calendar_versions_pkey PRIMARY KEY (revision);

ALTER TABLE ONLY recourse.case_ranks
    ADD CONSTRAINT case_ranks_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY recourse.case_texts
    ADD CONSTRAINT case_texts_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY recourse.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY recourse.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY recourse.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (number);

ALTER TABLE ONLY recourse.contacts
    ADD CONSTRAINT contacts_stand_in_an_order UNIQUE (organisation, "position");

ALTER TABLE ONLY recourse.contracts
    ADD CONSTRAINT contracts_pkey PRIMARY KEY (key);

ALTER TABLE ONLY recourse.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (case_id, revision, "position");

ALTER TABLE ONLY recourse.deployments
    ADD CONSTRAINT deployments_pkey PRIMARY KEY (number);

ALTER TABLE ONLY recourse.directory_changes
    ADD CONSTRAINT directory_changes_pkey PRIMARY KEY (revision, part, key);

ALTER TABLE ONLY recourse.directory_erasures
    ADD CONSTRAINT directory_erasures_pkey PRIMARY KEY (number);

ALTER TABLE ONLY recourse.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY recourse.identity_reads
    ADD CONSTRAINT identity_reads_pkey PRIMARY KEY (case_id, number);

ALTER TABLE ONLY recourse.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (case_id, event_id);

ALTER TABLE ONLY recourse.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);

ALTER TABLE ONLY recourse.nodes
    ADD CONSTRAINT nodes_pkey PRIMARY KEY (node_id);

ALTER TABLE ONLY recourse.one_time_codes
    ADD CONSTRAINT one_time_codes_pkey PRIMARY KEY (purpose, code);

ALTER TABLE ONLY recourse.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY recourse.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (available_at, case_id, revision, "position");

ALTER TABLE ONLY recourse.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (name);

ALTER TABLE ONLY recourse.provider_accounts
    ADD CONSTRAINT provider_accounts_of_one_person UNIQUE (name);

ALTER TABLE ONLY recourse.provider_accounts
    ADD CONSTRAINT provider_accounts_pkey PRIMARY KEY (issuer, subject);

ALTER TABLE ONLY recourse.rates
    ADD CONSTRAINT rates_pkey PRIMARY KEY (key, window_at);

ALTER TABLE ONLY recourse.reference_revisions
    ADD CONSTRAINT reference_revisions_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY recourse.session_files
    ADD CONSTRAINT session_files_pkey PRIMARY KEY (key, number);

ALTER TABLE ONLY recourse.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (key);

ALTER TABLE ONLY recourse.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (subscription_id);

ALTER TABLE ONLY recourse.timers
    ADD CONSTRAINT timers_pkey PRIMARY KEY (due_at, case_id);

ALTER TABLE ONLY recourse.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (key);

ALTER TABLE ONLY recourse.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (name);

ALTER TABLE ONLY recourse.workflow_versions
    ADD CONSTRAINT workflow_versions_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY recourse.workflow_versions
    ADD CONSTRAINT workflow_versions_workflow_and_digest UNIQUE (workflow, digest);

CREATE INDEX announcements_by_subscription ON recourse.announcements USING btree (subscription_id, at);

CREATE INDEX announcements_waiting ON recourse.announcements USING btree (subscription_id, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX case_ranks_by_assignee ON recourse.case_ranks USING btree (assignee, rank_at, case_id);

CREATE INDEX case_ranks_by_owner ON recourse.case_ranks USING btree (owner, rank_at, case_id);

CREATE INDEX case_ranks_by_state ON recourse.case_ranks USING gin (states) WITH (fastupdate=off);

CREATE INDEX case_ranks_in_order ON recourse.case_ranks USING btree (rank_at, case_id);

CREATE INDEX case_texts_words ON recourse.case_texts USING gin (words);

CREATE INDEX cases_by_assignee ON recourse.cases USING btree (assignee) WHERE ((closed_at IS NULL) AND (assignee IS NOT NULL));

CREATE INDEX cases_by_reference ON recourse.cases USING btree (reference);

CREATE INDEX cases_closed ON recourse.cases USING btree (closed_at, case_id) WHERE (closed_at IS NOT NULL);

CREATE INDEX cases_open_by_version ON recourse.cases USING btree (version) WHERE (closed_at IS NULL);

CREATE INDEX cases_parked ON recourse.cases USING btree (case_id) WHERE (parked IS NOT NULL);

CREATE INDEX deliveries_given_up ON recourse.deliveries USING btree (given_up_at) WHERE (given_up_at IS NOT NULL);

CREATE INDEX deployments_by_workflow ON recourse.deployments USING btree (workflow, number);

CREATE INDEX feedback_by_end ON recourse.feedback USING btree (ends_at);

CREATE INDEX feedback_by_time ON recourse.feedback USING btree (given_at);

CREATE INDEX identity_reads_by_reader ON recourse.identity_reads USING btree (reader, at, number);

CREATE INDEX identity_reads_by_time ON recourse.identity_reads USING btree (at, number);

CREATE INDEX journal_by_time ON recourse.journal USING brin (at) WITH (pages_per_range='32', autosummarize='on');

CREATE INDEX one_time_codes_by_end ON recourse.one_time_codes USING btree (ends_at);

CREATE INDEX sessions_by_end ON recourse.sessions USING btree (ends_at);

CREATE INDEX sessions_by_subject ON recourse.sessions USING btree (subject) WHERE (subject <> ''::text);

CREATE TRIGGER calendar_versions_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON recourse.calendar_versions FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER clock_keeps_its_row BEFORE DELETE OR TRUNCATE ON recourse.clock FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER clock_keeps_may_move BEFORE UPDATE ON recourse.clock FOR EACH ROW WHEN ((old.may_move IS DISTINCT FROM new.may_move)) EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER deployments_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON recourse.deployments FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER directory_changes_is_append_only BEFORE DELETE OR TRUNCATE ON recourse.directory_changes FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER directory_changes_is_only_forgotten BEFORE UPDATE ON recourse.directory_changes FOR EACH ROW WHEN (((old.part <> 'contacts'::text) OR ((((old.revision IS DISTINCT FROM new.revision) OR (old.part IS DISTINCT FROM new.part)) OR (old.key IS DISTINCT FROM new.key)) OR (old.changed_at IS DISTINCT FROM new.changed_at)) OR (json_array_length(old.content) IS DISTINCT FROM json_array_length(new.content)))) EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER directory_erasures_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON recourse.directory_erasures FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER identity_reads_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON recourse.identity_reads FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER journal_is_append_only BEFORE DELETE OR TRUNCATE ON recourse.journal FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER journal_is_only_erased BEFORE UPDATE ON recourse.journal FOR EACH ROW WHEN (((old.digest IS NOT NULL) OR (new.digest IS NULL) OR (octet_length(new.digest) <> 32) OR (new.payload IS NOT NULL) OR (new.messages IS NOT NULL) OR (new.actor_name IS NOT NULL) OR (new.salt IS NOT NULL) OR (((((((((old.case_id IS DISTINCT FROM new.case_id) OR (old.event_id IS DISTINCT FROM new.event_id)) OR (old.at IS DISTINCT FROM new.at)) OR (old.due_at IS DISTINCT FROM new.due_at)) OR (old.revision IS DISTINCT FROM new.revision)) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.name IS DISTINCT FROM new.name)) OR (old.actor_role IS DISTINCT FROM new.actor_role)) OR (old.hash IS DISTINCT FROM new.hash)))) EXECUTE FUNCTION recourse.refuse_change();

CREATE TRIGGER workflow_versions_is_written_once BEFORE DELETE OR UPDATE OR TRUNCATE ON recourse.workflow_versions FOR EACH STATEMENT EXECUTE FUNCTION recourse.refuse_change();

ALTER TABLE ONLY recourse.deployments
    ADD CONSTRAINT deployments_of_a_known_version FOREIGN KEY (workflow, digest) REFERENCES recourse.workflow_versions(workflow, digest);

ALTER TABLE ONLY recourse.passwords
    ADD CONSTRAINT passwords_of_an_account FOREIGN KEY (name) REFERENCES recourse.users(name);

ALTER TABLE ONLY recourse.provider_accounts
    ADD CONSTRAINT provider_accounts_of_an_account FOREIGN KEY (name) REFERENCES recourse.users(name);

ALTER TABLE ONLY recourse.session_files
    ADD CONSTRAINT session_files_of_a_session FOREIGN KEY (key) REFERENCES recourse.sessions(key) ON DELETE CASCADE;
