import EmbeddedPostgres
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(15))) struct SeveralHostsTests {
  @Test func `of several hosts the first that takes writes is used, and the next when it stops taking them`()
    async throws
  {
    let (first, second) = (try await EmbeddedPostgres.temporary(), try await EmbeddedPostgres.temporary())
    let (firstHost, secondHost) = (
      try first.settings.environment["PGHOST"] ?? "", try second.settings.environment["PGHOST"] ?? ""
    )
    let both = ConnectionSettings(
      "host=\(firstHost),\(secondHost) user=\(EmbeddedPostgres.user) dbname=\(EmbeddedPostgres.database) "
        + "target_session_attrs=read-write connect_timeout=120", preparesStatements: true)
    #expect(try await Self.place(both) == firstHost)
    let pool = try await Pool.open(first.settings, size: 1)
    try await pool.run(
      Script(named: "read-only", text: "ALTER DATABASE postgres SET default_transaction_read_only = on"))
    await pool.close()
    #expect(try await Self.place(both) == secondHost)
    await first.stop()
    #expect(try await Self.place(both) == secondHost)
    await second.stop()
    await #expect(throws: PostgresError.self) { try await Self.place(both) }
  }

  /// The directory of the socket on which the server that was found listens.
  private static func place(_ settings: ConnectionSettings) async throws -> String {
    let pool = try await Pool.open(settings, size: 1)
    let place = try await pool.query(.socket) { try $0.string(0) }[0]
    await pool.close()
    return place
  }
}

extension Statement {
  fileprivate static let socket = Statement(
    "socket", "SELECT trim('\"' FROM current_setting('unix_socket_directories'))")
}
