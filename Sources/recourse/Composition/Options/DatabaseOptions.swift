import ArgumentParser
import EmbeddedPostgres
import Engine
import Foundation
import Postgres
import PostgresStore

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: """
      A PostgreSQL connection string; by default RECOURSE_DATABASE_URL, else what the settings say, else a \
      PostgreSQL of Recourse's own.
      """)
  var database: String?

  @Option(
    name: .customLong("data-directory"),
    help: "Where Recourse keeps its own PostgreSQL and the mail it writes (RECOURSE_DATA by default).")
  var directory: String?

  @Option(
    name: .customLong("settings"),
    help: """
      A settings file: the database, the mail server and its password file, webhooks, where staff sign in \
      (RECOURSE_SETTINGS by default, else settings.yaml in the data directory where there is one).
      """)
  var settingsFile: String?

  @Flag(
    name: .customLong("pooled"),
    help: "The database is reached through a pooler in transaction mode, such as pgbouncer (RECOURSE_POOLED=1).")
  var isPooled = false

  /// Runs a body on the database, and stops what was started for it.
  func withStore<Result>(
    migrated: Bool = true, owning: Bool = false, _ body: (PostgresStore) async throws -> Result
  ) async throws -> Result {
    try await withDatabase(migrated: migrated, owning: owning) { store, _ in try await body(store) }
  }

  /// The same for a body that makes connections of its own besides.
  ///
  /// - Parameter metrics: counts the steps that are kept.
  func withDatabase<Result>(
    migrated: Bool = true, owning: Bool = false, metrics: EngineMetrics? = nil,
    _ body: (PostgresStore, ConnectionSettings) async throws -> Result
  ) async throws -> Result {
    let server = try await open(owning: owning)
    let watch = owning ? server.embedded.map(Self.watch) : nil
    defer { watch?.cancel() }
    do {
      let store = try await PostgresStore.open(server.settings, announces: true, metrics: metrics)
      do {
        if migrated { try await store.requireCurrentSchema() }
        let result = try await body(store, server.settings)
        await store.close()
        watch?.cancel()
        await server.embedded?.stop()
        return result
      } catch {
        await store.close()
        throw error
      }
    } catch {
      watch?.cancel()
      await server.embedded?.stop()
      throw error
    }
  }

  /// Ends the program where its own PostgreSQL ends before it: a service manager, or a person, then starts both again.
  private static func watch(_ server: RunningPostgres) -> Task<Void, Never> {
    Task {
      await server.untilEnd()
      guard !Task.isCancelled else { return }
      Shell.complain("PostgreSQL has ended by itself; start recourse again: all that was committed is there.")
      Foundation.exit(1)
    }
  }

  /// The database's address, and the private cluster where there is one.
  ///
  /// - Parameter owning: whether a cluster that somebody else has started is refused.
  func open(owning: Bool = false) async throws -> (settings: ConnectionSettings, embedded: RunningPostgres?) {
    if let url = try url {
      let isPooled = try isPooled || Environment["RECOURSE_POOLED"] == "1" || settings.database.isPooled
      return (ConnectionSettings(url, preparesStatements: !isPooled), nil)
    }
    try prepareDirectory()
    let cluster = EmbeddedPostgres(dataDirectory: clusterDirectory)
    let running = try await owning ? cluster.start() : cluster.startOrAttach()
    return (running.settings, running)
  }

  /// Makes the directory that holds what is Recourse's own, where it is needed and not there.
  ///
  /// - Throws: `Answer` where it can't be made.
  func prepareDirectory() throws {
    guard try url == nil else { return }
    guard !dataDirectory.isEmpty else { throw ValidationError("--data-directory names a directory") }
    do {
      try FileManager.default.createDirectory(atPath: dataDirectory, withIntermediateDirectories: true)
    } catch {
      throw Answer.no(
        "\(dataDirectory): this directory can't be made or used; choose another with --data-directory or RECOURSE_DATA")
    }
  }

  /// The directory of the private cluster.
  var clusterDirectory: String { dataDirectory + "/postgresql" }

  /// The address that was given: on the command line, in the environment or in the settings.
  var url: String? {
    get throws { try database ?? Environment["RECOURSE_DATABASE_URL"] ?? settings.database.address }
  }

  /// What the settings file says: the one that was named, else the one in the data directory where there is one.
  ///
  /// - Throws: `Answer` with everything that is wrong with it.
  var settings: Settings {
    get throws {
      if let named = settingsFile ?? Environment["RECOURSE_SETTINGS"] { return try Settings.read(named) }
      let usual = dataDirectory + "/settings.yaml"
      return FileManager.default.fileExists(atPath: usual) ? try Settings.read(usual) : Settings()
    }
  }

  /// Where Recourse keeps what is its own.
  var dataDirectory: String {
    if let directory = directory ?? Environment["RECOURSE_DATA"] { return directory }
    // The Filesystem Hierarchy Standard's place for what a system service keeps, and the XDG one for a person's.
    if getuid() == 0 { return "/var/lib/recourse" }
    let home = Environment["XDG_DATA_HOME"] ?? (Environment["HOME"] ?? ".") + "/.local/share"
    return home + "/recourse"
  }
}
