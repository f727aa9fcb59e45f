internal import FoundationEssentials
internal import Glibc

/// What a killed process may have left behind: a server that is still going down, its children, its pid file.
///
/// The caller holds the directory's lock, so that nobody of ours is using the cluster.
struct LeftoverServer {
  private let layout: DataDirectory
  /// The server that the owner before us said was its own.
  private let recorded: pid_t?

  /// How long a server that nobody owns any more may take to go by itself.
  private let patience: Duration
  private static let impatience = Duration.seconds(3)

  /// Takes the record away first of all: with the lock held again, it would pass for that of a running server.
  init(in layout: DataDirectory, patience: Duration) {
    self.layout = layout
    self.patience = patience
    recorded = ConnectionRecord(readFrom: layout.connectionFile)?.serverProcess
    unlink(layout.connectionFile)
  }

  /// Waits until no process works in the cluster, and removes a pid file that speaks of somebody else's process.
  func clear() throws(EmbeddedPostgresError) {
    guard let postmaster = ServerPidFile(readFrom: layout.serverPidFile)?.process else { return }
    var remaining = processes()
    if remaining.contains(postmaster) {
      // Ours was told to stop when its owner died; told twice is the same. Anyone else's is left alone.
      if postmaster == recorded { kill(postmaster, SIGINT) }
      remaining = wait(patience)
      if remaining.contains(postmaster) {
        guard postmaster == recorded else { throw .strangeServer(process: postmaster, directory: layout.path) }
        kill(postmaster, SIGQUIT)
        remaining = wait(Self.impatience)
      }
    }
    // Children of a killed server notice by themselves, but not in the middle of a long statement.
    for signal in [0, SIGQUIT, SIGKILL] where !remaining.isEmpty {
      for process in remaining where signal != 0 { kill(process, signal) }
      remaining = wait(Self.impatience)
    }
    // PostgreSQL sees itself that the process is gone, and then also whether its shared memory is. Only a number that
    // was given to another program since would stop it.
    if kill(postmaster, 0) == 0 { unlink(layout.serverPidFile) }
  }

  /// The processes that work in the cluster's directory: PostgreSQL's all do.
  private func processes() -> Set<pid_t> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return Set(
      names.compactMap { pid_t($0) }.filter { process in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")) == layout.cluster
      })
  }

  private func wait(_ limit: Duration) -> Set<pid_t> {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: limit)
    var remaining = processes()
    while !remaining.isEmpty, clock.now < deadline {
      SystemCall.pause(milliseconds: 10)
      remaining = processes()
    }
    return remaining
  }
}
