internal import Glibc

/// A server that takes connections, and what has to be kept for it.
struct StartedServer: Sendable {
  let process: pid_t
  let layout: DataDirectory
  let record: ConnectionRecord
  let socketDirectory: String
  let lock: DirectoryLock
}
