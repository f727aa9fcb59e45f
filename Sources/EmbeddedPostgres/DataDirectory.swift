internal import FoundationEssentials
internal import Glibc

/// The directory of one cluster and the names within it.
struct DataDirectory: Sendable {
  /// Absolute and without symbolic links, so that two ways of writing it are one.
  let path: String

  var lockFile: String { path + "/lock" }
  var connectionFile: String { path + "/connection" }
  var logFile: String { path + "/server.log" }
  var cluster: String { cluster(in: path) }
  /// Where a cluster is made, to be renamed when it is whole.
  var unfinishedCluster: String { unfinishedCluster(in: path) }
  var serverPidFile: String { cluster + "/postmaster.pid" }
  var socketDirectory: String { path + "/socket" }

  /// The same, where the directory goes by another name.
  func cluster(in path: String) -> String { path + "/cluster" }
  func unfinishedCluster(in path: String) -> String { path + "/cluster.new" }

  /// The directory as it is; `notRunning` where there is none.
  init(existing given: String) throws(EmbeddedPostgresError) {
    guard let path = Self.resolved(given) else { throw .notRunning(directory: given) }
    self.path = path
  }

  /// The directory, made where it is not there, owned by the account and closed to everyone else.
  init(preparing given: String, for account: ServerAccount) throws(EmbeddedPostgresError) {
    do {
      try FileManager.default.createDirectory(
        atPath: given, withIntermediateDirectories: true, attributes: nil)
    } catch {
      throw .unusableDirectory(given, reason: "it is not there and cannot be made (\(SystemCall.reason()))")
    }
    guard let path = Self.resolved(given) else {
      throw .unusableDirectory(given, reason: SystemCall.reason())
    }
    self.path = path
    guard access(path, W_OK | X_OK) == 0 else {
      throw .unusableDirectory(path, reason: "this user may not write there (\(SystemCall.reason()))")
    }
    // Taking over a directory of other things, and closing it to their owners, would be worse than refusing.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard names.isEmpty || names.contains("lock") else {
      throw .unusableDirectory(path, reason: "it holds other files; name one that is empty or not there yet")
    }
    guard chmod(path, 0o700) == 0, chown(path, account.userID, account.groupID) == 0 else {
      throw .unusableDirectory(path, reason: "its owner cannot be set (\(SystemCall.reason()))")
    }
  }

  /// The PostgreSQL version that made the cluster; nil where there is none.
  var clusterVersion: Int? {
    TextFile.read(cluster + "/PG_VERSION").flatMap { Int($0.prefix(while: \.isNumber)) }
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
