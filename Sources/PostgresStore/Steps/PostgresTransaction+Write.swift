import Casework
import Engine
import Postgres

/// Writing steps: the one place where cases, journal, timers and outbox change, in one statement for all of them, or in
/// the functions that do the same for one step of a case, or of several.
///
/// The statement changes the case's row first, and only where the revision is the one that was decided upon and the
/// journal has none of the events; everything else is written for the cases it has so changed. Taking the row's lock
/// this way costs nothing extra, and nobody writes to a case without it. A revision names exactly one history: where it
/// is still the expected one, the look into the journal in the same statement cannot have missed an event.
///
/// Where premises are given (the last parameters; NULL where there are none), nothing at all is written unless they
/// hold: then the statement's own look at the clock and the revisions stands for the one that was not made before.
extension PostgresTransaction {
  static let writeStatements = [stepOne, stepSeveral, stepMany, openSeveral, openMany, standAgain]

  func write(_ writes: [CaseWrite]) throws -> [WriteOutcome] {
    let batch = WriteBatch(writes)
    return try steps.note(writes, batch.outcomes(exchange(batch.commands)))
  }

  func commit(writing writes: [CaseWrite]) throws -> [WriteOutcome] {
    let batch = WriteBatch(writes)
    return try steps.note(writes, batch.outcomes(commit(batch.commands)))
  }

  func commit(writing writes: [CaseWrite], under premises: Premises) throws -> [WriteOutcome] {
    let batch = WriteBatch(writes, under: premises)
    return try steps.note(writes, batch.outcomes(commit(batch.commands)))
  }

  /// One step of one case: what a person's press of a button is. It answers with the outcome in a word.
  static let stepOne = Statement(
    "step-one",
    """
    SELECT recourse.step($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22, $23, $24, $25, $26, $27)
    """)

  /// One step of each of several cases: the common set, of people's steps and of timers. Should one of them not be kept,
  /// the function does the others one by one.
  static let stepSeveral = Statement(
    "step-several",
    """
    SELECT recourse.steps($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22, $23, $24, $25, $26)
    """)

  /// Steps of cases of which some take several at once.
  static let stepMany = Statement(
    "step-many",
    """
    WITH earlier AS MATERIALIZED (
      SELECT * FROM unnest($23::uuid[], $24::uuid[], $25::timestamptz[], $26::timestamptz[], $27::integer[],
          $28::text[], $29::text[], $30::text[], $31::text[], $32::bytea[], $33::bytea[], $34::json[], $35::json[],
          $36::integer[])
        AS e (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt, hash, payload,
          messages, items)
    ), premises AS MATERIALIZED (
      SELECT $37::timestamptz IS NULL OR EXISTS (
        SELECT FROM recourse.reference_revisions
        WHERE directory = $39 AND calendars = $40
          AND recourse.now() BETWEEN $37 AND $37 + $38::bigint * interval '1 second') AS hold
    ), kept AS (
      UPDATE recourse.cases c SET revision = s.revision, closed_at = s.closed_at, due_at = s.due_at, owner = s.owner,
        assignee = s.assignee, parked = s.parked, states = s.states::text[], head = s.head, document = s.document
      FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::timestamptz[], $5::timestamptz[], $6::text[],
          $7::text[], $8::text[], $9::text[], $10::bytea[], $11::json[], $12::timestamptz[], $13::uuid[],
          $14::timestamptz[], $15::timestamptz[], $16::text[], $17::text[], $18::text[], $19::text[], $20::bytea[],
          $21::json[], $22::json[], $41::integer[])
        AS s (case_id, expected, revision, closed_at, due_at, owner, assignee, parked, states, head, document,
          previous_due, event_id, at, entry_due, kind, name, actor_role, actor_name, salt, payload, messages, items)
      WHERE c.case_id = s.case_id AND c.revision = s.expected AND c.due_at IS NOT DISTINCT FROM s.previous_due
        AND NOT EXISTS (
          SELECT FROM recourse.journal j WHERE j.case_id = s.case_id AND j.event_id = s.event_id)
        AND s.case_id NOT IN (
          SELECT e.case_id FROM earlier e JOIN recourse.journal j ON j.case_id = e.case_id AND j.event_id = e.event_id)
        AND (SELECT hold FROM premises)
      RETURNING s.case_id, s.event_id, s.at, s.entry_due, s.revision, s.kind, s.name, s.actor_role, s.actor_name,
        s.salt, s.head, s.payload, s.messages, s.items, s.closed_at, s.due_at, s.previous_due
    ), before AS (
      INSERT INTO recourse.journal (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt,
        hash, payload, messages)
      SELECT e.case_id, e.event_id, e.at, e.due_at, e.revision, e.kind, e.name, e.actor_role, e.actor_name, e.salt,
        e.hash, e.payload, e.messages
      FROM earlier e JOIN kept k ON k.case_id = e.case_id
    ), entry AS (
      INSERT INTO recourse.journal (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt,
        hash, payload, messages)
      SELECT case_id, event_id, at, entry_due, revision, kind, name, actor_role, actor_name, salt, head, payload,
        messages
      FROM kept
    ), moved AS (
      UPDATE recourse.timers t SET due_at = coalesce(k.due_at, 'infinity')
      FROM kept k
      WHERE k.closed_at IS NULL AND k.due_at IS DISTINCT FROM k.previous_due AND t.case_id = k.case_id
        AND t.due_at = coalesce(k.previous_due, 'infinity')
    ), ended AS (
      DELETE FROM recourse.timers t USING kept k
      WHERE k.closed_at IS NOT NULL AND t.case_id = k.case_id AND t.due_at = coalesce(k.previous_due, 'infinity')
    ), posted AS (
      INSERT INTO recourse.outbox (available_at, case_id, revision, position)
      SELECT at, case_id, revision, position FROM kept, generate_series(0, items - 1) AS position
      UNION ALL
      SELECT e.at, e.case_id, e.revision, position
      FROM earlier e JOIN kept k ON k.case_id = e.case_id, generate_series(0, e.items - 1) AS position
    )
    SELECT case_id, NULL::uuid FROM kept
    UNION ALL
    SELECT NULL, j.event_id
    FROM (SELECT * FROM unnest($1::uuid[], $13::uuid[]) UNION ALL SELECT case_id, event_id FROM earlier)
      AS e (case_id, event_id)
    JOIN recourse.journal j ON j.case_id = e.case_id AND j.event_id = e.event_id
    WHERE e.case_id NOT IN (SELECT case_id FROM kept)
    """)

  /// A case that was closed and is open again has its row among the timers again. It goes with the step in one round
  /// trip, as a statement of its own: no other step pays for what happens so rarely.
  static let standAgain = Statement(
    "stand-again",
    """
    INSERT INTO recourse.timers (due_at, case_id)
    SELECT coalesce(due_at, 'infinity'), case_id FROM recourse.cases
    WHERE case_id = ANY ($1::uuid[]) AND closed_at IS NULL
    ON CONFLICT (due_at, case_id) DO NOTHING
    """)

  /// Cases that are opened by one step each, as nearly all are.
  static let openSeveral = Statement(
    "open-several",
    """
    SELECT recourse.openings($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22, $23, $24, $25, $26, $27, $28, $29)
    """)

  /// Cases of which some take several steps at once.
  static let openMany = Statement(
    "open-many",
    """
    WITH step AS MATERIALIZED (
      SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
          $8::timestamptz[], $9::timestamptz[], $10::integer[], $11::text[], $12::text[], $13::bytea[], $14::json[])
        AS s (case_id, opened_at, reference, workflow, version, assignee, parked, closed_at, due_at, revision, owner,
          states, head, document)
    ), entry AS MATERIALIZED (
      SELECT * FROM unnest($15::uuid[], $16::uuid[], $17::timestamptz[], $18::timestamptz[], $19::integer[],
          $20::text[], $21::text[], $22::text[], $23::text[], $24::bytea[], $25::bytea[], $26::json[], $27::json[],
          $28::integer[])
        AS e (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt, hash, payload,
          messages, items)
    ), premises AS MATERIALIZED (
      SELECT $29::timestamptz IS NULL OR EXISTS (
        SELECT FROM recourse.reference_revisions
        WHERE directory = $31 AND calendars = $32
          AND coalesce((SELECT max(number) FROM recourse.deployments), 0) = $33
          AND recourse.now() BETWEEN $29 AND $29 + $30::bigint * interval '1 second') AS hold
    ), kept AS (
      INSERT INTO recourse.cases (case_id, opened_at, reference, workflow, version, assignee, parked, closed_at,
        due_at, revision, owner, states, head, document)
      SELECT case_id, opened_at, reference, workflow, version, assignee, parked, closed_at, due_at, revision, owner,
        states::text[], head, document
      FROM step WHERE (SELECT hold FROM premises)
      ON CONFLICT (case_id) DO NOTHING
      RETURNING case_id, due_at, closed_at
    ), written AS (
      INSERT INTO recourse.journal (case_id, event_id, at, due_at, revision, kind, name, actor_role, actor_name, salt,
        hash, payload, messages)
      SELECT e.case_id, e.event_id, e.at, e.due_at, e.revision, e.kind, e.name, e.actor_role, e.actor_name, e.salt,
        e.hash, e.payload, e.messages
      FROM entry e JOIN kept k ON k.case_id = e.case_id
    ), started AS (
      INSERT INTO recourse.timers (due_at, case_id)
      SELECT coalesce(due_at, 'infinity'), case_id FROM kept WHERE closed_at IS NULL
    ), posted AS (
      INSERT INTO recourse.outbox (available_at, case_id, revision, position)
      SELECT e.at, e.case_id, e.revision, position
      FROM entry e JOIN kept k ON k.case_id = e.case_id, generate_series(0, e.items - 1) AS position
    )
    SELECT case_id, NULL::uuid FROM kept
    UNION ALL
    SELECT NULL, j.event_id
    FROM entry e JOIN recourse.journal j ON j.case_id = e.case_id AND j.event_id = e.event_id
    WHERE e.case_id NOT IN (SELECT case_id FROM kept)
    """)
}
