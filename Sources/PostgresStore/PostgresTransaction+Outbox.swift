import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let outboxStatements = [claimOutbox, markSent, markFailed]

  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem] {
    try execute(Self.claimOutbox, [.integer(Int64(limit)), .integer(Int64(leaseSeconds))]).map { try Self.item($0) }
  }

  private static let claimOutbox = Statement(
    "claim-outbox",
    """
    WITH waiting AS MATERIALIZED (
      SELECT case_id, item_id FROM recourse.outbox_queue
      WHERE available_at <= (SELECT recourse.now())
      ORDER BY available_at LIMIT $1
      FOR UPDATE SKIP LOCKED
    ), leased AS (
      UPDATE recourse.outbox_queue q
      SET available_at = (SELECT recourse.now()) + $2::bigint * interval '1 second', attempts = q.attempts + 1
      FROM waiting w WHERE q.case_id = w.case_id AND q.item_id = w.item_id
      RETURNING q.case_id, q.item_id, q.attempts
    )
    SELECT o.item_id, o.case_id, o.kind, o.payload, l.attempts, o.sent_at, o.failure
    FROM leased l JOIN recourse.outbox o ON o.case_id = l.case_id AND o.item_id = l.item_id
    ORDER BY o.created_at, o.case_id, o.revision, o.position
    """)

  func markSent(_ items: [OutboxItem]) throws {
    guard !items.isEmpty else { return }
    // In one order, so that two workers who were lent the same items one after the other don't lock each other out.
    let items = items.sorted { ($0.caseID.id, $0.id.id) < ($1.caseID.id, $1.id.id) }
    try execute(
      Self.markSent,
      [
        .ids(items.map(\.caseID)), .texts(items.map(\.id.description)), .integers(items.map { Int64($0.attempts) }),
      ])
  }

  private static let markSent = Statement(
    "mark-sent",
    """
    WITH sent AS (
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS s (case_id, item_id, attempts)
    ), gone AS (
      DELETE FROM recourse.outbox_queue q USING sent s WHERE q.case_id = s.case_id AND q.item_id = s.item_id
    )
    UPDATE recourse.outbox o
    SET sent_at = (SELECT recourse.now()), attempts = greatest(o.attempts, s.attempts), failure = NULL,
      given_up_at = NULL
    FROM sent s WHERE o.case_id = s.case_id AND o.item_id = s.item_id AND o.sent_at IS NULL
    """)

  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws {
    try execute(
      Self.markFailed,
      [
        .id(item.caseID), .text(item.id.description), .integer(Int64(item.attempts)), .text(reason),
        .integer(retryAfterSeconds.map(Int64.init)),
      ])
  }

  /// The number of attempts tells whether the claim is still the latest.
  private static let markFailed = Statement(
    "mark-failed",
    """
    WITH ours AS MATERIALIZED (
      SELECT case_id, item_id, attempts FROM recourse.outbox_queue
      WHERE case_id = $1 AND item_id = $2 AND attempts = $3
      FOR UPDATE
    ), later AS (
      UPDATE recourse.outbox_queue q SET available_at = (SELECT recourse.now()) + $5::bigint * interval '1 second'
      FROM ours WHERE q.case_id = ours.case_id AND q.item_id = ours.item_id AND $5::bigint IS NOT NULL
    ), gone AS (
      DELETE FROM recourse.outbox_queue q
      USING ours WHERE q.case_id = ours.case_id AND q.item_id = ours.item_id AND $5::bigint IS NULL
    )
    UPDATE recourse.outbox o
    SET attempts = ours.attempts, failure = $4,
      given_up_at = CASE WHEN $5::bigint IS NULL THEN (SELECT recourse.now()) END
    FROM ours WHERE o.case_id = ours.case_id AND o.item_id = ours.item_id
    """)
}
