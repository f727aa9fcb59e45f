-- Why: what opening cases costs the server. They were one statement of many parts, which was set up anew for each set and
-- spread each column into rows before it joined them again; now they are a function like that of steps. And a step that
-- was decided from memory asks for the time once: BETWEEN asked twice, and each time reads the clock's table.
-- Oldest program: 10

CREATE FUNCTION recourse.openings(
  those uuid[], opened timestamptz[], called text[], flows text[], versions text[], assigned_to text[],
  why_parked text[], closed timestamptz[], due timestamptz[], owned_by text[], stands text[], newest bytea[],
  now_reads json[], events uuid[], at timestamptz[], entry_due timestamptz[], kinds text[], names text[], roles text[],
  actors text[], salts bytea[], payloads json[], messages json[], decided_for timestamptz, seconds bigint,
  by_directory bigint, by_calendars bigint, by_deployments bigint, items integer[]
) RETURNS text[] LANGUAGE plpgsql AS $$
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
COMMENT ON FUNCTION recourse.openings IS
  'Opens several cases, columns by position. NULL where all were opened, else what became of each.';

CREATE OR REPLACE FUNCTION recourse.step(
  this_case uuid, expected integer, stepped integer, closed timestamptz, due timestamptz, owned_by text,
  assigned_to text, why_parked text, stands text[], newest bytea, now_reads json, was_due timestamptz, event uuid,
  at timestamptz, entry_due timestamptz, kind text, name text, role text, actor text, salt bytea, payload json,
  messages json, decided_for timestamptz, seconds bigint, by_directory bigint, by_calendars bigint, items integer
) RETURNS text LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION recourse.steps(
  those uuid[], expected integer[], closed timestamptz[], due timestamptz[], owned_by text[], assigned_to text[],
  why_parked text[], stands text[], newest bytea[], now_reads json[], was_due timestamptz[], events uuid[],
  at timestamptz[], entry_due timestamptz[], kinds text[], names text[], roles text[], actors text[], salts bytea[],
  payloads json[], messages json[], decided_for timestamptz, seconds bigint, by_directory bigint, by_calendars bigint,
  items integer[]
) RETURNS text[] LANGUAGE plpgsql AS $$
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
