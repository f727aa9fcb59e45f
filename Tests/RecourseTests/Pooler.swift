import Glibc
import Postgres
import Synchronization
import Testing

@testable import EmbeddedPostgres

/// A pgbouncer in transaction mode before a cluster, for a test.
final class Pooler: Sendable {
  private let process = Mutex<pid_t?>(nil)
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
    _ = try folder.write(
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
    connectionString = "host=\(path) port=6432 user=\(user) dbname=\(database)"
    try await start()
  }

  /// Starts it, at first or again, and comes back once it takes connections.
  func start() async throws {
    let process = try await Self.spawn(folder.path + "/pgbouncer.ini")
    self.process.withLock { $0 = process }
    let settings = ConnectionSettings(connectionString, preparesStatements: false)
    while Self.isThere(process) {
      guard let pool = try? await Pool.open(settings, size: 1) else {
        await Task.yield()
        continue
      }
      await pool.close()
      return
    }
    Issue.record("pgbouncer ended; see \(folder.path)/log")
  }

  /// Starts the program on a thread that stays until its end: the kernel kills it when the thread that started it is
  /// gone, and Swift's own threads go whenever they have been idle for a while. It inherits nothing of ours: neither what
  /// others wait to see closed, nor that signals are held back.
  private static func spawn(_ configuration: String) async throws -> pid_t {
    let account = geteuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : []
    let command = ["setpriv"] + account + ["--pdeathsig=KILL", "/usr/sbin/pgbouncer", "-q", configuration]
    return try await withCheckedThrowingContinuation { continuation in
      do {
        try BlockingThread.start {
          let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
          defer { close(output) }
          do {
            let process = try ChildProcess.start(command, output: output)
            continuation.resume(returning: process)
            _ = ChildProcess.wait(for: process)
          } catch {
            continuation.resume(throwing: error)
          }
        }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  private static func isThere(_ process: pid_t) -> Bool { Glibc.kill(process, 0) == 0 }

  /// Ends it at once, as a crash would.
  func kill() async {
    guard let process = process.withLock({ $0 }) else { return }
    Glibc.kill(process, SIGKILL)
    while Self.isThere(process) { await Task.yield() }
  }

  deinit {
    process.withLock { process in
      if let process, Self.isThere(process) { Glibc.kill(process, SIGKILL) }
    }
  }
}
