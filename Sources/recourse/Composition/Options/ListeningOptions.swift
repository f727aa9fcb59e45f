import ArgumentParser
import Engine
import Postgres
import PostgresStore

/// How a worker hears of work before it would look by itself.
struct ListeningOptions: ParsableArguments {
  @Option(
    name: .customLong("listen-database"),
    help: """
      A connection string that leads to the server itself, for LISTEN, where --database goes through a pooler \
      (RECOURSE_LISTEN_URL by default, else the database's own).
      """)
  var url: String?

  @Flag(
    name: .customLong("listen-for-work"), inversion: .prefixedNo,
    help: "Whether to hear of work by LISTEN; without it the worker looks twice a second.")
  var isOn = true

  /// Runs a body while the bell is rung for what other processes announce.
  ///
  /// - Parameters:
  ///   - settings: the database's own address, which serves where no pooler stands between.
  ///   - direct: what the settings say of the way past a pooler, where nothing else does.
  func whileListening(
    _ settings: ConnectionSettings, _ bell: Doorbell, direct: String?,
    _ body: () async throws -> Void
  ) async throws {
    let direct = url ?? Environment["RECOURSE_LISTEN_URL"] ?? direct
    // Through a pooler in transaction mode nothing would ever be heard.
    guard isOn, direct != nil || settings.preparesStatements else { return try await body() }
    try await Self.whileListening(
      direct.map { ConnectionSettings($0, preparesStatements: true) } ?? settings, bell, body)
  }

  /// The same with nothing to choose.
  static func whileListening(
    _ settings: ConnectionSettings, _ bell: Doorbell, _ body: () async throws -> Void
  ) async throws {
    let listener = try WorkListener(settings, ringing: bell)
    do {
      try await body()
    } catch {
      await listener.close()
      throw error
    }
    await listener.close()
  }
}
