internal import FoundationEssentials
internal import Glibc
package import Postgres
internal import Synchronization

/// A server of ours that takes connections: one this process has started, or another's that it has joined.
package final class RunningPostgres: Sendable {
  /// Where to connect.
  package let connectionString: String
  /// The directory of the cluster.
  package let dataDirectory: String
  /// The server's process.
  package let process: Int32
  /// Whether this process started it, and so may stop it.
  package var isOwner: Bool { server != nil }

  private let server: StartedServer?
  private let layout: DataDirectory
  private let state = Mutex(State())

  private struct State: Sendable {
    var hasEnded = false
    var isStopping = false
    var removesDirectory = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// How long a server may take for its last checkpoint before it is made to go without.
  private static let shutdownLimit = Duration.seconds(60)

  init(owning server: StartedServer) {
    self.server = server
    layout = server.layout
    connectionString = server.record.connectionString
    dataDirectory = server.layout.path
    process = server.process
  }

  init(attachedTo record: ConnectionRecord, in layout: DataDirectory) {
    server = nil
    self.layout = layout
    connectionString = record.connectionString
    dataDirectory = layout.path
    process = record.serverProcess
  }

  /// Settings for a client; statements are prepared, as no proxy stands between.
  package var settings: ConnectionSettings { ConnectionSettings(connectionString, preparesStatements: true) }

  /// Breaks off every connection, shuts the server down cleanly and answers when its process is gone. Of a server that
  /// another process owns it does nothing.
  package func stop() async {
    guard server != nil else { return }
    let isFirst = state.withLock { state in
      defer { state.isStopping = true }
      return !state.isStopping && !state.hasEnded
    }
    if isFirst {
      unlink(layout.connectionFile)
      signal(SIGINT)
      Task { [weak self] in await self?.insist() }
    }
    await untilEnd()
  }

  /// Answers when the server is gone, whoever stopped it.
  package func untilEnd() async {
    guard server != nil else { return }
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waiting.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  /// Waits on the thread that started the server until it ends, and leaves everything so that it can be started again.
  func superviseUntilEnd() {
    guard let server else { return }
    var information = siginfo_t()
    // Seen but not yet taken off the system's list: until then the number is no other process's, and may be signalled.
    while waitid(P_PID, id_t(server.process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    let waiting = state.withLock { state in
      _ = ChildProcess.wait(for: server.process)
      unlink(layout.connectionFile)
      rmdir(server.socketDirectory)
      if state.removesDirectory { try? FileManager.default.removeItem(atPath: layout.path) }
      server.lock.release()
      state.hasEnded = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// The same as `untilEnd` for the process's own end, where nothing can be awaited any more.
  func waitForEnd() {
    while !state.withLock(\.hasEnded) { SystemCall.pause(milliseconds: 3) }
  }

  /// Has the directory removed once the server is gone.
  func removeDirectoryAtEnd() { state.withLock { $0.removesDirectory = true } }

  func signal(_ signal: Int32) {
    state.withLock { state in
      if let server, !state.hasEnded { kill(server.process, signal) }
    }
  }

  private func insist() async {
    try? await ContinuousClock().sleep(for: Self.shutdownLimit)
    signal(SIGQUIT)
  }
}
