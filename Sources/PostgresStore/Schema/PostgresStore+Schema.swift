import Engine

extension PostgresStore {
  /// Brings the database up to date, or makes it. Several processes may call it at once.
  ///
  /// - Parameter mayMoveClock: whether a database that is made by this call gets a clock that can be moved, for tests
  ///   and demonstrations. It cannot be changed afterwards: asking for it on a database that has none is refused.
  /// - Throws: `StoreError` of code `schema` where the database is newer than this program or was made otherwise.
  @discardableResult
  package func migrate(mayMoveClock: Bool = false) async throws -> MigrationStatus {
    try await Migrator(store: self, migrations: migrations).migrate(mayMoveClock: mayMoveClock)
  }

  /// Compares the database with this program and changes nothing.
  package func migrationStatus() async throws -> MigrationStatus {
    try await Migrator(store: self, migrations: migrations).status()
  }

  /// Throws a `StoreError` of code `schema` that says what to do, unless the database is just as this program wants it.
  package func requireCurrentSchema() async throws {
    let status = try await migrationStatus()
    try status.requireApplicable()
    guard status.pending.isEmpty else {
      throw StoreError(
        .schema, "the database lacks \(status.pending.joined(separator: ", ")): run `recourse db migrate`",
        isRetryable: false)
    }
  }
}
