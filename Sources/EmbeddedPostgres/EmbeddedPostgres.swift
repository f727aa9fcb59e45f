internal import Postgres

/// A private PostgreSQL cluster in a directory of its own: made when it is not there, started, stopped and recovered.
///
/// It is reached through a unix socket in a directory that only its owner may enter, and through nothing else. Started
/// by root it runs as an unprivileged user. When the process that started it dies, however, it shuts down by itself.
package struct EmbeddedPostgres: Sendable {
  /// How careful the server is with what it was told is committed.
  package enum Profile: Sendable {
    /// Committed is on the disk.
    case durable
    /// For tests only: does not wait for the disk, so that a crash of the machine, though not of the server, may destroy
    /// the cluster.
    case testing

    /// What the connection string says of waiting. Many tests at once keep a small machine busy for longer than a
    /// person would wait.
    var patience: String {
      switch self {
      case .durable: ""
      case .testing: " connect_timeout=120"
      }
    }
  }

  /// The one superuser, whom the system's own users are mapped to.
  package static let user = "recourse"
  /// The database everything lives in; a new cluster has it already.
  package static let database = "postgres"

  /// The directory, which holds nothing else.
  package let dataDirectory: String
  /// Where `postgres` and `initdb` are; nil looks in the usual places.
  package let binaries: String?
  package let profile: Profile
  /// As whom the server runs when root starts it.
  package let account: String
  /// How long a start may take, recovery included.
  package let startLimit: Duration

  package init(
    dataDirectory: String, binaries: String? = nil, profile: Profile = .durable, account: String = "postgres",
    startLimit: Duration = .seconds(300)
  ) {
    self.dataDirectory = dataDirectory
    self.binaries = binaries
    self.profile = profile
    self.account = account
    self.startLimit = startLimit
  }

  /// Starts the cluster, having made or recovered it first, and answers once it takes connections.
  ///
  /// Throws `EmbeddedPostgresError.inUse` where another process, or this one, has started it already.
  package func start() async throws -> RunningPostgres {
    try await withCheckedThrowingContinuation { continuation in
      do throws(PostgresError) {
        // The kernel ties the server's life to the thread that started it, so that thread stays to wait for its end.
        try BlockingThread.start { supervise(continuation) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  /// Joins the server that another process runs in this directory.
  package func attach() throws(EmbeddedPostgresError) -> RunningPostgres {
    let layout = try DataDirectory(existing: dataDirectory)
    guard try DirectoryLock.isHeld(layout.lockFile) else { throw .notRunning(directory: layout.path) }
    guard let running = attachIfReady() else { throw .notReady(directory: layout.path) }
    return running
  }

  /// Starts the cluster, or joins it where it runs already or is just being started.
  package func startOrAttach() async throws -> RunningPostgres {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: startLimit)
    while true {
      do {
        return try await start()
      } catch let error as EmbeddedPostgresError {
        guard case .inUse = error else { throw error }
        if let running = attachIfReady() { return running }
        // The other one is on its way up or down; whichever it is, look again in a moment.
        guard clock.now < deadline else { throw error }
        try await clock.sleep(for: .milliseconds(20))
      }
    }
  }

  /// The server's record is only there while it takes connections; a killed owner's may be, but not its lock.
  private func attachIfReady() -> RunningPostgres? {
    guard let layout = try? DataDirectory(existing: dataDirectory),
      (try? DirectoryLock.isHeld(layout.lockFile)) ?? false,
      let record = ConnectionRecord(readFrom: layout.connectionFile)
    else { return nil }
    return RunningPostgres(attachedTo: record, in: layout)
  }

  private func supervise(_ continuation: CheckedContinuation<RunningPostgres, any Error>) {
    let server: StartedServer
    do {
      server = try ServerLaunch(self).run()
    } catch {
      return continuation.resume(throwing: error)
    }
    let running = RunningPostgres(owning: server)
    continuation.resume(returning: running)
    running.superviseUntilEnd()
  }
}
