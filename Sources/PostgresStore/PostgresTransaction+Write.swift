import Casework
import Engine
import Postgres

/// Writing steps: the one place where cases, journal, timers and outbox change, in one statement for all of them.
///
/// The statement changes the case's row first, and only where the revision is the one that was decided upon and the
/// journal has none of the events; everything else is inserted for the cases it has so changed. Taking the row's lock
/// this way costs nothing extra, and nobody writes to a case without it. A revision names exactly one history: where it
/// is still the expected one, the look into the journal in the same statement cannot have missed an event.
extension PostgresTransaction {
  static let writeStatements = [stepOne, stepMany, openMany]

  func write(_ writes: [CaseWrite]) throws -> [WriteOutcome] {
    let batch = WriteBatch(writes)
    return try steps.note(writes, batch.outcomes(exchange(batch.commands)))
  }

  func commit(writing writes: [CaseWrite]) throws -> [WriteOutcome] {
    let batch = WriteBatch(writes)
    return try steps.note(writes, batch.outcomes(commit(batch.commands)))
  }

  /// One step of one case: what a person's press of a button is. The sets below would do the same at twice the cost.
  static let stepOne = Statement(
    "step-one",
    """
    WITH known AS MATERIALIZED (
      SELECT event_id FROM recourse.journal WHERE case_id = $1 AND event_id = $12
    ), kept AS (
      UPDATE recourse.cases SET revision = $3, closed_at = $4, due_at = $5, owner = $6, states = $7, document = $8
      WHERE case_id = $1 AND revision = $2 AND NOT EXISTS (SELECT 1 FROM known)
      RETURNING case_id
    ), entry AS (
      INSERT INTO recourse.journal
        (case_id, revision, event_id, at, kind, name, actor_role, actor_name, due_at, payload)
      SELECT case_id, $3, $12, $13, $14, $15, $16, $17, $18, $19 FROM kept
    ), stopped AS (
      DELETE FROM recourse.timers t USING kept k
      WHERE $9 AND t.case_id = k.case_id AND t.case_id = $1 AND t.due_at = coalesce($10::timestamptz, 'infinity')
    ), started AS (
      INSERT INTO recourse.timers (due_at, case_id)
      SELECT coalesce($11::timestamptz, 'infinity'), case_id FROM kept WHERE $9 AND $4 IS NULL
    ), posted AS (
      INSERT INTO recourse.outbox (case_id, item_id, revision, position, kind, payload, created_at)
      SELECT k.case_id, i.item_id, $3, i.position, i.kind, i.payload, $13
      FROM kept k, unnest($20::uuid[], $21::integer[], $22::text[], $23::json[])
        AS i (item_id, position, kind, payload)
      RETURNING case_id, item_id, created_at
    ), queued AS (
      INSERT INTO recourse.outbox_queue (case_id, item_id, available_at)
      SELECT case_id, item_id, created_at FROM posted
    )
    SELECT case_id, NULL::uuid FROM kept UNION ALL SELECT NULL, event_id FROM known
    """)

  static let stepMany = Statement(
    "step-many",
    """
    WITH step AS MATERIALIZED (
      SELECT * FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::timestamptz[], $5::timestamptz[], $6::text[],
          $7::text[], $8::json[], $9::boolean[], $10::timestamptz[])
        AS s (case_id, expected, revision, closed_at, due_at, owner, states, document, is_armed_anew, previous_due)
    ), entry AS MATERIALIZED (
      SELECT * FROM unnest($11::uuid[], $12::integer[], $13::uuid[], $14::timestamptz[], $15::text[], $16::text[],
          $17::text[], $18::text[], $19::timestamptz[], $20::json[])
        AS e (case_id, revision, event_id, at, kind, name, actor_role, actor_name, due_at, payload)
    ), item AS MATERIALIZED (
      SELECT * FROM unnest($21::uuid[], $22::uuid[], $23::integer[], $24::integer[], $25::text[], $26::json[],
          $27::timestamptz[])
        AS i (case_id, item_id, revision, position, kind, payload, created_at)
    ), known AS MATERIALIZED (
      SELECT j.case_id, j.event_id FROM entry e
      JOIN recourse.journal j ON j.case_id = e.case_id AND j.event_id = e.event_id
    ), kept AS (
      UPDATE recourse.cases c SET revision = s.revision, closed_at = s.closed_at, due_at = s.due_at, owner = s.owner,
        states = s.states::text[], document = s.document
      FROM step s
      WHERE c.case_id = s.case_id AND c.revision = s.expected AND s.case_id NOT IN (SELECT case_id FROM known)
      RETURNING c.case_id, s.is_armed_anew, s.previous_due, s.due_at, s.closed_at
    ), written AS (
      INSERT INTO recourse.journal
        (case_id, revision, event_id, at, kind, name, actor_role, actor_name, due_at, payload)
      SELECT e.* FROM entry e JOIN kept k ON k.case_id = e.case_id
    ), stopped AS (
      DELETE FROM recourse.timers t USING kept k
      WHERE k.is_armed_anew AND t.due_at = coalesce(k.previous_due, 'infinity') AND t.case_id = k.case_id
    ), started AS (
      INSERT INTO recourse.timers (due_at, case_id)
      SELECT coalesce(due_at, 'infinity'), case_id FROM kept WHERE is_armed_anew AND closed_at IS NULL
    ), posted AS (
      INSERT INTO recourse.outbox (case_id, item_id, revision, position, kind, payload, created_at)
      SELECT i.* FROM item i JOIN kept k ON k.case_id = i.case_id
      RETURNING case_id, item_id, created_at
    ), queued AS (
      INSERT INTO recourse.outbox_queue (case_id, item_id, available_at)
      SELECT case_id, item_id, created_at FROM posted
    )
    SELECT case_id, NULL::uuid FROM kept UNION ALL SELECT NULL, event_id FROM known
    """)

  static let openMany = Statement(
    "open-many",
    """
    WITH step AS MATERIALIZED (
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::integer[],
          $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::json[])
        AS s (case_id, reference, workflow, version, opened_at, revision, closed_at, due_at, owner, states, document)
    ), entry AS MATERIALIZED (
      SELECT * FROM unnest($12::uuid[], $13::integer[], $14::uuid[], $15::timestamptz[], $16::text[], $17::text[],
          $18::text[], $19::text[], $20::timestamptz[], $21::json[])
        AS e (case_id, revision, event_id, at, kind, name, actor_role, actor_name, due_at, payload)
    ), item AS MATERIALIZED (
      SELECT * FROM unnest($22::uuid[], $23::uuid[], $24::integer[], $25::integer[], $26::text[], $27::json[],
          $28::timestamptz[])
        AS i (case_id, item_id, revision, position, kind, payload, created_at)
    ), known AS MATERIALIZED (
      SELECT j.event_id FROM entry e
      JOIN recourse.journal j ON j.case_id = e.case_id AND j.event_id = e.event_id
    ), kept AS (
      INSERT INTO recourse.cases (case_id, reference, workflow, version, opened_at, revision, closed_at, due_at, owner,
        states, document)
      SELECT case_id, reference, workflow, version, opened_at, revision, closed_at, due_at, owner, states::text[],
        document
      FROM step ON CONFLICT (case_id) DO NOTHING
      RETURNING case_id, due_at, closed_at
    ), written AS (
      INSERT INTO recourse.journal
        (case_id, revision, event_id, at, kind, name, actor_role, actor_name, due_at, payload)
      SELECT e.* FROM entry e JOIN kept k ON k.case_id = e.case_id
    ), started AS (
      INSERT INTO recourse.timers (due_at, case_id)
      SELECT coalesce(due_at, 'infinity'), case_id FROM kept WHERE closed_at IS NULL
    ), posted AS (
      INSERT INTO recourse.outbox (case_id, item_id, revision, position, kind, payload, created_at)
      SELECT i.* FROM item i JOIN kept k ON k.case_id = i.case_id
      RETURNING case_id, item_id, created_at
    ), queued AS (
      INSERT INTO recourse.outbox_queue (case_id, item_id, available_at)
      SELECT case_id, item_id, created_at FROM posted
    )
    SELECT case_id, NULL::uuid FROM kept UNION ALL SELECT NULL, event_id FROM known
    """)
}
