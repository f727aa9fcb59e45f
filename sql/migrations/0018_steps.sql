-- Why: what a set of steps costs the server. As one statement of many parts a set cost as much to set up as two steps,
-- and each column of it was spread into rows of its own before they were joined again. As a function its parts are four
-- small statements whose plans are kept; they go by position through the columns, and nothing is looked for that a key
-- tells anyhow: where one of the steps can't be kept, all are undone and done one by one.
-- Oldest program: 10

CREATE FUNCTION recourse.steps(
  those uuid[], expected integer[], closed timestamptz[], due timestamptz[], owned_by text[], assigned_to text[],
  why_parked text[], stands text[], newest bytea[], now_reads json[], was_due timestamptz[], events uuid[],
  at timestamptz[], entry_due timestamptz[], kinds text[], names text[], roles text[], actors text[], salts bytea[],
  payloads json[], messages json[], decided_for timestamptz, seconds bigint, by_directory bigint, by_calendars bigint,
  items integer[]
) RETURNS text[] LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  moved bigint;
  outcomes text[];
BEGIN
  IF decided_for IS NOT NULL THEN
    PERFORM FROM recourse.reference_revisions r
    WHERE r.directory = by_directory AND r.calendars = by_calendars
      AND recourse.now() BETWEEN decided_for AND decided_for + seconds * interval '1 second';
  END IF;
  IF decided_for IS NULL OR FOUND THEN
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
COMMENT ON FUNCTION recourse.steps IS
  'Keeps one decided step of each of several cases, columns by position. NULL where all were written, else what became of each.';
