internal import FoundationEssentials
internal import Glibc

/// The directory of the server's unix socket, which only its owner (and root) may enter.
struct SocketDirectory: Sendable {
  static let port = 5432
  /// The kernel's limit for the path of a unix socket, without the NUL at its end.
  static let longestPath = 107

  let path: String

  /// Within the data directory or, where the server cannot bind a socket by that path, under a short name made from it.
  init(for layout: DataDirectory, account: ServerAccount, view: ServerView) throws(EmbeddedPostgresError) {
    let isAtHome = view.isByPath && Self.fits(layout.socketDirectory)
    path = isAtHome ? layout.socketDirectory : Self.shortPath(for: layout.path, account)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .unusableDirectory(path, reason: "the directory for the socket cannot be made (\(SystemCall.reason()))")
    }
    var status = stat()
    // Not stat: in a directory open to all, someone else may have put a link to theirs in place.
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == account.userID || status.st_uid == geteuid()
    else {
      throw .unusableDirectory(path, reason: "the directory for the socket is there already and not ours: remove it")
    }
    guard chmod(path, 0o700) == 0, chown(path, account.userID, account.groupID) == 0 else {
      throw .unusableDirectory(path, reason: "its owner cannot be set (\(SystemCall.reason()))")
    }
  }

  var connectionString: String {
    let host = path.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "host='\(host)' port=\(Self.port) user=\(EmbeddedPostgres.user) dbname=\(EmbeddedPostgres.database)"
  }

  private static func fits(_ directory: String) -> Bool {
    // A comma would end libpq's host name, and a leading @ means something else to it.
    "\(directory)/.s.PGSQL.\(port)".utf8.count <= longestPath && !directory.contains(",")
  }

  private static func shortPath(for directory: String, _ account: ServerAccount) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a: the same for the same directory, in every process.
    for byte in directory.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let name = "recourse-\(account.userID)-\(String(hash, radix: 16))"
    let runtime = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"]
    if !account.isSwitched, let runtime, runtime.hasPrefix("/"), access(runtime, W_OK | X_OK) == 0,
      fits("\(runtime)/\(name)")
    {
      return "\(runtime)/\(name)"
    }
    return "/tmp/\(name)"
  }
}
