import CivilTime
import Engine
import Postgres

/// Brings the schema of a database up to date, one transaction a migration.
///
/// Each transaction takes the same advisory lock and only then looks which migration is next, so that several processes
/// may start at once: one applies, the others wait and find it done.
struct Migrator: Sendable {
  let store: PostgresStore
  let migrations: [Migration]

  static let statements = [lock, encoding, schemaExists, applied, record, createClock, mayMove]

  /// Applies what is pending.
  ///
  /// - Parameter mayMoveClock: whether a database that is made now gets a movable clock; no other database changes.
  func migrate(mayMoveClock: Bool) async throws -> MigrationStatus {
    try await requireUTF8()
    while try await applyNext(mayMoveClock: mayMoveClock) {}
    if mayMoveClock { try await requireMovableClock() }
    return try await status()
  }

  func status() async throws -> MigrationStatus {
    let migrations = migrations
    return try await store.run { transaction in try Self.status(transaction, migrations) }
  }

  /// Names of people and places go beyond any other encoding, and a database keeps the one it was made with.
  private func requireUTF8() async throws {
    let encoding = try await store.run { transaction in try transaction.execute(Self.encoding).single().string(0) }
    guard encoding != "UTF8" else { return }
    throw StoreError(
      .schema,
      "the database's encoding is \(encoding): make another with createdb --encoding=UTF8 --template=template0",
      isRetryable: false)
  }

  /// Applies one migration; false where none is pending.
  private func applyNext(mayMoveClock: Bool) async throws -> Bool {
    let migrations = migrations
    return try await store.run { transaction in
      try transaction.executeAll([Command(Self.withoutTimeout), Command(Self.lock)])
      let status = try Self.status(transaction, migrations)
      try status.requireApplicable()
      guard let next = migrations.first(where: { status.pending.contains($0.fileName) }) else { return false }
      try transaction.run(Script(named: next.fileName, text: String(decoding: next.text, as: UTF8.self)))
      var commands = [
        Command(
          Self.record,
          [
            .integer(Int64(next.number)), .text(next.name), .bytes(next.text), .integer(Int64(next.oldestProgram)),
          ])
      ]
      if next.number == 1 { commands.insert(Command(Self.createClock, [.boolean(mayMoveClock)]), at: 0) }
      try transaction.executeAll(commands)
      return true
    }
  }

  private func requireMovableClock() async throws {
    let mayMove = try await store.run { transaction in try transaction.execute(Self.mayMove).single().bool(0) }
    guard mayMove else { throw StoreError.clockMayNotMove }
  }

  private static func status(
    _ transaction: borrowing Transaction, _ migrations: [Migration]
  ) throws -> MigrationStatus {
    guard try transaction.execute(schemaExists).single().bool(0) else {
      return MigrationStatus(applied: [], known: migrations)
    }
    let rows = try transaction.execute(
      applied, [.integers(migrations.map { Int64($0.number) }), .byteStrings(migrations.map(\.text))])
    return MigrationStatus(
      applied: try rows.map { row in
        MigrationStatus.Applied(
          number: try row.int(0), name: try row.string(1), appliedAt: try row.instant(2), isKnown: try row.bool(3),
          isSameText: try row.bool(4), oldestProgram: try row.int(5))
      },
      known: migrations)
  }

  /// A migration takes as long as it takes.
  private static let withoutTimeout = Statement("migration-timeout", "SET LOCAL statement_timeout = 0")

  /// The number is arbitrary; it only has to be ours in this database.
  private static let lock = Statement("migration-lock", "SELECT pg_advisory_xact_lock(7310273642110)")

  private static let encoding = Statement("server-encoding", "SELECT current_setting('server_encoding')")

  private static let schemaExists = Statement(
    "migration-schema", "SELECT to_regclass('recourse.migrations') IS NOT NULL")

  private static let applied = Statement(
    "migrations-applied",
    """
    SELECT m.number, m.name, m.applied_at, k.number IS NOT NULL,
      coalesce(m.sha256 = encode(sha256(k.text), 'hex'), false), m.oldest_program
    FROM recourse.migrations m LEFT JOIN unnest($1::integer[], $2::bytea[]) AS k (number, text)
      ON k.number = m.number
    ORDER BY m.number
    """)

  private static let record = Statement(
    "migration-record",
    """
    INSERT INTO recourse.migrations (number, name, sha256, oldest_program)
    VALUES ($1, $2, encode(sha256($3), 'hex'), $4)
    """)

  private static let createClock = Statement("clock-create", "INSERT INTO recourse.clock (may_move) VALUES ($1)")

  private static let mayMove = Statement("clock-may-move", "SELECT may_move FROM recourse.clock")
}
