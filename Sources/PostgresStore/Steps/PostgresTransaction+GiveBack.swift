import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let giveBackStatements = [giveBack]

  func giveBack(_ items: [OutboxItem]) throws {
    guard !items.isEmpty else { return }
    let items = items.sorted { $0.id < $1.id }
    try execute(
      Self.giveBack,
      Self.keys(items.map(\.id)) + [
        .column(items) { $1.append(past: $0.availableAt) }, .column(items) { $1.append(Int64($0.attempts)) },
      ])
  }

  /// The number of attempts tells whether the claim is still the latest; one that was given back is none.
  private static let giveBack = Statement(
    "give-back",
    """
    UPDATE recourse.outbox q SET leased_until = NULL, attempts = q.attempts - 1
    FROM unnest($1::uuid[], $2::integer[], $3::smallint[], $4::timestamptz[], $5::smallint[])
      AS g (case_id, revision, position, available_at, attempts)
    WHERE q.available_at = g.available_at AND q.case_id = g.case_id AND q.revision = g.revision
      AND q.position = g.position AND q.attempts = g.attempts
    """)
}
