internal import Glibc

/// The user of the operating system that the server runs as.
struct ServerAccount: Sendable {
  let name: String
  let userID: uid_t
  let groupID: gid_t
  /// Whoever runs this process, and connects.
  let ownName: String

  /// The process's own user or, as PostgreSQL refuses to run as root, the named one.
  init(whenRoot name: String) throws(EmbeddedPostgresError) {
    let own = geteuid()
    ownName = getpwuid(own).map { String(cString: $0.pointee.pw_name) } ?? String(own)
    guard own == 0 else {
      self.name = ownName
      userID = own
      groupID = getegid()
      return
    }
    guard let entry = getpwnam(name) else { throw .noAccount(name: name) }
    self.name = name
    userID = entry.pointee.pw_uid
    groupID = entry.pointee.pw_gid
  }

  var isSwitched: Bool { userID != geteuid() }

  /// What goes before a command to run it as this user and to have it told (SIGINT, which is a fast shutdown) when
  /// the thread that started it is gone.
  var commandPrefix: [String] {
    if isSwitched {
      return ["setpriv", "--reuid=\(userID)", "--regid=\(groupID)", "--init-groups", "--pdeathsig=INT", "--"]
    }
    // Without setpriv the server outlives a killed parent, and the next start takes it down first.
    return Self.hasSetpriv ? ["setpriv", "--pdeathsig=INT", "--"] : []
  }

  private static let hasSetpriv = ["/usr/bin/setpriv", "/bin/setpriv"].contains { (path: String) in
    access(path, X_OK) == 0
  }
}
