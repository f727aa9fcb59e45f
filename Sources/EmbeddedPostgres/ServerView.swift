internal import Glibc

/// The data directory as the account that runs the server gets to it.
///
/// Where root has its files in a directory closed to others (a home, a temporary directory), that account cannot come
/// in by the path. It is handed the open directory then, and goes on from there through `/proc/self/fd`: the programs of
/// PostgreSQL keep descriptors and the working directory across all their processes.
final class ServerView: Sendable {
  /// What to call the directory towards the server.
  let path: String
  /// The open directory to hand over, where the path alone does not do.
  let descriptor: Int32?

  init(of layout: DataDirectory, for account: ServerAccount) throws(EmbeddedPostgresError) {
    let test = account.commandPrefix + ["test", "-w", layout.path]
    guard account.isSwitched, try !ChildProcess.run(test).status.isSuccess else {
      path = layout.path
      descriptor = nil
      return
    }
    let opened = open(layout.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw SystemCall.failure("opening \(layout.path)") }
    path = "/proc/self/fd/\(ChildProcess.inheritedDescriptor)"
    descriptor = opened
  }

  deinit { if let descriptor { close(descriptor) } }

  /// Whether the account reaches the directory by its own path.
  var isByPath: Bool { descriptor == nil }
}
