import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let outboxStatements = [claimOutbox, markSent, markFailed, messages, waitingItems, deadLetters, retryItems]

  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem] {
    try execute(Self.claimOutbox, [.integer(Int64(limit)), .integer(Int64(leaseSeconds))]).map { try Self.item($0) }
  }

  /// A claimed row stays in its place, so that claiming changes no index; whoever looks next passes over as many rows
  /// as are being carried out at the moment. What was erased meanwhile is handed out empty and refused by its sender.
  private static let claimOutbox = Statement(
    "claim-outbox",
    """
    WITH waiting AS MATERIALIZED (
      SELECT available_at, case_id, revision, position FROM recourse.outbox
      WHERE available_at <= (SELECT recourse.now())
        AND (leased_until IS NULL OR leased_until <= (SELECT recourse.now()))
      ORDER BY available_at, case_id, revision, position LIMIT $1
      FOR UPDATE SKIP LOCKED
    ), leased AS (
      UPDATE recourse.outbox q
      SET leased_until = (SELECT recourse.now()) + $2::bigint * interval '1 second', attempts = q.attempts + 1
      FROM waiting w
      WHERE q.available_at = w.available_at AND q.case_id = w.case_id AND q.revision = w.revision
        AND q.position = w.position
      RETURNING q.available_at, q.case_id, q.revision, q.position, q.attempts
    )
    SELECT l.case_id, l.revision, l.position, coalesce(j.messages -> l.position::integer ->> 0, 'message'),
      coalesce(j.messages -> l.position::integer -> 1, 'null'), j.at, l.attempts, l.available_at, NULL::timestamptz,
      NULL::timestamptz, d.failure
    FROM leased l
    JOIN recourse.journal j ON j.case_id = l.case_id AND j.revision = l.revision
    LEFT JOIN recourse.deliveries d
      ON d.case_id = l.case_id AND d.revision = l.revision AND d.position = l.position
    ORDER BY l.available_at, l.case_id, l.revision, l.position
    """)

  func markSent(_ items: [OutboxItem]) throws {
    guard !items.isEmpty else { return }
    // In one order, so that two workers who were lent the same items one after the other don't lock each other out.
    let items = items.sorted { $0.id < $1.id }
    try execute(
      Self.markSent,
      Self.keys(items.map(\.id)) + [
        .column(items) { $1.append(past: $0.availableAt) }, .column(items) { $1.append(Int64($0.attempts)) },
      ])
  }

  /// Where somebody else has put the item off meanwhile, its row stands where deliveries says. A worker whose lease had
  /// ended has sent it all the same.
  private static let markSent = Statement(
    "mark-sent",
    """
    WITH sent AS MATERIALIZED (
      SELECT s.*, coalesce(d.retry_at, s.available_at) AS place
      FROM unnest($1::uuid[], $2::integer[], $3::smallint[], $4::timestamptz[], $5::smallint[])
        AS s (case_id, revision, position, available_at, attempts)
      LEFT JOIN recourse.deliveries d
        ON d.case_id = s.case_id AND d.revision = s.revision AND d.position = s.position
    ), gone AS (
      DELETE FROM recourse.outbox q USING sent s
      WHERE q.available_at = s.place AND q.case_id = s.case_id AND q.revision = s.revision AND q.position = s.position
    )
    INSERT INTO recourse.deliveries AS d (case_id, revision, position, attempts, sent_at)
    SELECT case_id, revision, position, attempts, (SELECT recourse.now()) FROM sent
    ON CONFLICT (case_id, revision, position) DO UPDATE SET sent_at = EXCLUDED.sent_at,
      attempts = greatest(d.attempts, EXCLUDED.attempts), retry_at = NULL, given_up_at = NULL, failure = NULL
    WHERE d.sent_at IS NULL
    """)

  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws {
    try execute(
      Self.markFailed,
      [
        .id(item.caseID), .integer(Int64(item.id.revision)), .integer(Int64(item.id.position)),
        .past(item.availableAt), .integer(Int64(item.attempts)), .text(reason),
        .integer(retryAfterSeconds.map(Int64.init)),
      ])
  }

  /// The number of attempts tells whether the claim is still the latest.
  private static let markFailed = Statement(
    "mark-failed",
    """
    WITH ours AS MATERIALIZED (
      SELECT available_at, case_id, revision, position, attempts FROM recourse.outbox
      WHERE available_at = $4 AND case_id = $1 AND revision = $2 AND position = $3 AND attempts = $5
      FOR UPDATE
    ), later AS (
      UPDATE recourse.outbox q
      SET available_at = (SELECT recourse.now()) + $7::bigint * interval '1 second', leased_until = NULL
      FROM ours WHERE $7::bigint IS NOT NULL AND q.available_at = ours.available_at AND q.case_id = ours.case_id
        AND q.revision = ours.revision AND q.position = ours.position
      RETURNING q.available_at
    ), gone AS (
      DELETE FROM recourse.outbox q
      USING ours WHERE $7::bigint IS NULL AND q.available_at = ours.available_at AND q.case_id = ours.case_id
        AND q.revision = ours.revision AND q.position = ours.position
    )
    INSERT INTO recourse.deliveries AS d (case_id, revision, position, attempts, retry_at, given_up_at, failure)
    SELECT case_id, revision, position, attempts, (SELECT available_at FROM later),
      CASE WHEN $7::bigint IS NULL THEN recourse.now() END, $6
    FROM ours
    ON CONFLICT (case_id, revision, position) DO UPDATE SET attempts = EXCLUDED.attempts,
      retry_at = EXCLUDED.retry_at, given_up_at = EXCLUDED.given_up_at, failure = EXCLUDED.failure
    """)

  func messages(of id: CaseID) throws -> [OutboxItem] {
    try execute(Self.messages, [.id(id)]).map { try Self.item($0) }
  }

  private static let messages = Statement(
    "messages-of-case",
    """
    SELECT j.case_id, j.revision, m.position, m.item ->> 0, m.item -> 1, j.at, coalesce(q.attempts, d.attempts, 0),
      q.available_at, d.sent_at, d.given_up_at, d.failure
    FROM recourse.journal j
    CROSS JOIN LATERAL (
      SELECT item, (place - 1)::smallint AS position
      FROM json_array_elements(j.messages) WITH ORDINALITY AS e (item, place)
    ) m
    LEFT JOIN recourse.deliveries d
      ON d.case_id = j.case_id AND d.revision = j.revision AND d.position = m.position
    LEFT JOIN recourse.outbox q
      ON q.available_at = coalesce(d.retry_at, j.at) AND q.case_id = j.case_id AND q.revision = j.revision
        AND q.position = m.position
    WHERE j.case_id = $1 AND j.messages IS NOT NULL
    ORDER BY j.revision, m.position
    """)

  func waitingItems(limit: Int) throws -> [OutboxItem] {
    try execute(Self.waitingItems, [.integer(Int64(limit))]).map { try Self.item($0) }
  }

  private static let waitingItems = Statement(
    "waiting-items",
    """
    SELECT q.case_id, q.revision, q.position, coalesce(j.messages -> q.position::integer ->> 0, 'message'),
      coalesce(j.messages -> q.position::integer -> 1, 'null'), j.at, q.attempts, q.available_at, NULL::timestamptz,
      NULL::timestamptz, d.failure
    FROM (
      SELECT * FROM recourse.outbox ORDER BY available_at, case_id, revision, position LIMIT $1
    ) q
    JOIN recourse.journal j ON j.case_id = q.case_id AND j.revision = q.revision
    LEFT JOIN recourse.deliveries d
      ON d.case_id = q.case_id AND d.revision = q.revision AND d.position = q.position
    ORDER BY q.available_at, q.case_id, q.revision, q.position
    """)

  func deadLetters(limit: Int) throws -> [OutboxItem] {
    try execute(Self.deadLetters, [.integer(Int64(limit))]).map { try Self.item($0) }
  }

  private static let deadLetters = Statement(
    "dead-letters",
    """
    SELECT d.case_id, d.revision, d.position, coalesce(j.messages -> d.position::integer ->> 0, 'message'),
      coalesce(j.messages -> d.position::integer -> 1, 'null'), j.at, d.attempts, NULL::timestamptz, d.sent_at,
      d.given_up_at, d.failure
    FROM recourse.deliveries d JOIN recourse.journal j ON j.case_id = d.case_id AND j.revision = d.revision
    WHERE d.given_up_at IS NOT NULL
    ORDER BY d.given_up_at DESC, d.case_id DESC, d.revision DESC, d.position DESC LIMIT $1
    """)

  func retry(_ ids: [OutboxItem.ID]) throws -> [RetryOutcome] {
    guard !ids.isEmpty else { return [] }
    return try execute(Self.retryItems, Self.keys(ids)).map { try $0.word(0) }
  }

  private static let retryItems = Statement(
    "retry-items",
    """
    WITH wanted AS MATERIALIZED (
      SELECT * FROM unnest($1::uuid[], $2::integer[], $3::smallint[]) WITH ORDINALITY
        AS w (case_id, revision, position, place)
    ), again AS (
      UPDATE recourse.deliveries d SET given_up_at = NULL, retry_at = (SELECT recourse.now())
      FROM wanted w
      WHERE d.case_id = w.case_id AND d.revision = w.revision AND d.position = w.position
        AND d.given_up_at IS NOT NULL
      RETURNING d.case_id, d.revision, d.position, d.retry_at
    ), queued AS (
      INSERT INTO recourse.outbox (available_at, case_id, revision, position)
      SELECT retry_at, case_id, revision, position FROM again
    )
    SELECT CASE WHEN a.case_id IS NOT NULL THEN 'queued' WHEN d.sent_at IS NOT NULL THEN 'sent'
      WHEN json_array_length(j.messages) > w.position THEN 'waiting' ELSE 'unknown' END
    FROM wanted w
    LEFT JOIN again a ON a.case_id = w.case_id AND a.revision = w.revision AND a.position = w.position
    LEFT JOIN recourse.deliveries d
      ON d.case_id = w.case_id AND d.revision = w.revision AND d.position = w.position
    LEFT JOIN recourse.journal j ON j.case_id = w.case_id AND j.revision = w.revision
    ORDER BY w.place
    """)

  static func keys(_ ids: [OutboxItem.ID]) -> [Parameter] {
    [
      .ids(ids.map(\.caseID)), .column(ids) { $1.append(Int64($0.revision)) },
      .column(ids) { $1.append(Int64($0.position)) },
    ]
  }

  /// Reads the eleven columns that statements about items select, in this order.
  private static func item(_ row: Row) throws -> OutboxItem {
    OutboxItem(
      id: OutboxItem.ID(caseID: try row.caseID(0), revision: try row.int(1), position: try row.int(2)),
      content: OutboxItem.Content(kind: try row.word(3), payload: try row.string(4)), writtenAt: try row.instant(5),
      attempts: try row.int(6), availableAt: try row.instantOrNil(7), sentAt: try row.instantOrNil(8),
      givenUpAt: try row.instantOrNil(9), failure: try row.stringOrNil(10))
  }
}
