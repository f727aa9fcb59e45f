import Foundation
import Postgres
import Testing

/// A pgbouncer in transaction mode before a cluster, for a test.
final class Pooler: Sendable {
  private let process: Process
  private let folder: TemporaryFolder
  /// Leads through it.
  let connectionString: String

  /// Starts one and comes back once it takes connections.
  ///
  /// - Parameter server: where the database is, on a unix socket.
  init(before server: ConnectionSettings) async throws {
    folder = try TemporaryFolder()
    let environment = try server.environment
    let (host, user) = (environment["PGHOST"] ?? "", environment["PGUSER"] ?? "")
    let database = try #require(environment["PGDATABASE"])
    let path = folder.path
    // It refuses to run as root, and the server's socket is its account's alone.
    chmod(path, 0o777)
    let configuration = try folder.write(
      """
      [databases]
      \(database) = host=\(host) port=\(environment["PGPORT"] ?? "5432") user=\(user) dbname=\(database)
      [pgbouncer]
      listen_addr =
      unix_socket_dir = \(path)
      listen_port = 6432
      auth_type = any
      pool_mode = transaction
      default_pool_size = 3
      max_client_conn = 200
      logfile = \(path)/log
      pidfile = \(path)/pid
      """, to: "pgbouncer.ini")
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/setpriv")
    let account = geteuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : []
    process.arguments = account + ["--pdeathsig=KILL", "/usr/sbin/pgbouncer", "-q", configuration]
    process.standardError = FileHandle.nullDevice
    try process.run()
    connectionString = "host=\(path) port=6432 user=\(user) dbname=\(database)"
    let settings = ConnectionSettings(connectionString, preparesStatements: false)
    // The pool tries again by itself while the pooler starts.
    while process.isRunning {
      guard let pool = try? await Pool.open(settings, size: 1) else {
        await Task.yield()
        continue
      }
      await pool.close()
      return
    }
    Issue.record("pgbouncer ended; see \(path)/log")
  }

  deinit { process.terminate() }
}
