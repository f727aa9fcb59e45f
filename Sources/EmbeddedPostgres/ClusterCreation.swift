internal import FoundationEssentials
internal import Glibc

/// Makes a cluster where there is none: whole, or not at all.
struct ClusterCreation {
  let layout: DataDirectory
  let binaries: ServerBinaries
  let account: ServerAccount
  let view: ServerView
  let profile: EmbeddedPostgres.Profile

  /// Makes it beside its place and renames it when it is on the disk; what an earlier attempt left is removed first.
  func run() throws(EmbeddedPostgresError) {
    removeUnfinished()
    do throws(EmbeddedPostgresError) {
      try initialise()
      try TextFile.write(
        Self.settings, to: layout.unfinishedCluster + "/postgresql.conf", flags: O_WRONLY | O_APPEND)
      guard rename(layout.unfinishedCluster, layout.cluster) == 0 else { throw SystemCall.failure("renaming") }
    } catch {
      removeUnfinished()
      throw error
    }
    let parent = open(layout.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  private func initialise() throws(EmbeddedPostgresError) {
    var command = account.commandPrefix
    command += [
      binaries.initdb, "--pgdata=\(layout.unfinishedCluster(in: view.path))", "--username=\(EmbeddedPostgres.user)",
      "--encoding=UTF8",
      "--locale=\(Self.locale)", "--data-checksums", "--auth-local=peer", "--auth-host=reject",
    ]
    switch profile {
    case .durable: break
    case .testing: command.append("--no-sync")
    }
    let (status, text) = try ChildProcess.run(command, inheriting: view.descriptor)
    guard status.isSuccess else {
      let complaints = text.split(separator: "\n").filter { $0.contains("error") || $0.contains("FATAL") }
      let output = complaints.isEmpty ? String(text.suffix(500)) : complaints.joined(separator: " ")
      throw .creationFailed(directory: layout.path, output: output)
    }
  }

  private func removeUnfinished() {
    try? FileManager.default.removeItem(atPath: layout.unfinishedCluster)
  }

  /// Order by code point: the same on every machine and after every upgrade of the system's library.
  private static var locale: String {
    guard let locale = newlocale(0x1FBF, "C.UTF-8", nil) else { return "C" }
    freelocale(locale)
    return "C.UTF-8"
  }

  /// A quarter of the memory, at least PostgreSQL's own 128 MB and at most 1 GB.
  private static var sharedBuffersMegabytes: Int {
    let bytes = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return min(max(bytes / 4 / 1_048_576, 128), 1_024)
  }

  /// What a new cluster starts with; its owner may edit it there, and it is never written again.
  private static var settings: String {
    """

    # Set by recourse when it made this cluster. Edit as you like and restart.
    max_connections = 100
    shared_buffers = \(sharedBuffersMegabytes)MB
    max_wal_size = 2GB
    checkpoint_timeout = 15min
    jit = off
    timezone = 'UTC'
    log_timezone = 'UTC'
    datestyle = 'iso, ymd'
    # No value of a case reaches the log: neither failed statements nor their errors' details.
    log_min_messages = log
    log_min_error_statement = panic
    log_error_verbosity = terse
    log_parameter_max_length_on_error = 0
    log_statement = 'none'

    """
  }
}
