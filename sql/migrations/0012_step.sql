-- Why: what one step of one case costs the server. As one statement of many parts it costs as much to set up as to carry
-- out; as a function its parts are small statements whose plans are kept, at two thirds of the price. And the text of
-- every CHECK of a table is read anew by each statement that writes to it, so a long one costs each step more than a
-- row: the list of kinds of entries moves into a function, and what an erasure must leave behind is looked at by the
-- trigger that only erasures meet.
-- Oldest program: 10

CREATE FUNCTION recourse.is_entry_kind(kind text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN kind IN ('opened', 'event', 'timer', 'ignored', 'paused', 'resumed', 'assigned', 'noted', 'attached',
    'extended', 'declared', 'linked', 'merged', 'reopened', 'recalculated', 'migrated', 'erased', 'retried', 'skipped',
    'cancelled', 'parked');
END
$$;
COMMENT ON FUNCTION recourse.is_entry_kind IS 'The kinds of entries that the journal takes.';

ALTER TABLE recourse.journal
  DROP CONSTRAINT journal_kind_is_known,
  ADD CONSTRAINT journal_kind_is_known CHECK (recourse.is_entry_kind(kind)),
  DROP CONSTRAINT journal_erased_leaves_nothing;
DROP TRIGGER journal_is_only_erased ON recourse.journal;
CREATE TRIGGER journal_is_only_erased BEFORE UPDATE ON recourse.journal
  FOR EACH ROW WHEN (
    OLD.digest IS NOT NULL OR NEW.digest IS NULL OR octet_length(NEW.digest) <> 32
    OR NEW.payload IS NOT NULL OR NEW.messages IS NOT NULL OR NEW.actor_name IS NOT NULL OR NEW.salt IS NOT NULL
    OR (OLD.case_id, OLD.event_id, OLD.at, OLD.due_at, OLD.revision, OLD.kind, OLD.name, OLD.actor_role, OLD.hash)
      IS DISTINCT FROM
      (NEW.case_id, NEW.event_id, NEW.at, NEW.due_at, NEW.revision, NEW.kind, NEW.name, NEW.actor_role, NEW.hash))
  EXECUTE FUNCTION recourse.refuse_change();

-- The lock on the case is taken first, by changing its row; nothing else is written where that has not been done. Of
-- several statements each sees what was committed before it began, so that the look into the journal belongs to the
-- statement that finds the revision.
CREATE FUNCTION recourse.step(
  this_case uuid, expected integer, stepped integer, closed timestamptz, due timestamptz, owned_by text,
  assigned_to text, why_parked text, stands text[], newest bytea, now_reads json, was_due timestamptz, event uuid,
  at timestamptz, entry_due timestamptz, kind text, name text, role text, actor text, salt bytea, payload json,
  messages json, decided_for timestamptz, seconds bigint, by_directory bigint, by_calendars bigint, items integer
) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF decided_for IS NOT NULL THEN
    PERFORM FROM recourse.reference_revisions r
    WHERE r.directory = by_directory AND r.calendars = by_calendars
      AND recourse.now() BETWEEN decided_for AND decided_for + seconds * interval '1 second';
  END IF;
  IF decided_for IS NULL OR FOUND THEN
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
COMMENT ON FUNCTION recourse.step IS
  'Keeps one decided step of one case, with its journal entry, its alarm and its messages, and says what became of it.';
