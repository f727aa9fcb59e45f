internal import Glibc

/// What PostgreSQL writes of itself into `postmaster.pid`.
struct ServerPidFile {
  let process: pid_t
  /// Whether it takes connections.
  let isReady: Bool

  init?(readFrom file: String) {
    let lines = TextFile.read(file)?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    guard let process = lines.first.flatMap({ pid_t($0) }), process > 0 else { return nil }
    self.process = process
    isReady = lines.count > 7 && lines[7].hasPrefix("ready")
  }
}
