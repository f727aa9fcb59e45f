internal import Glibc

/// The steps from a name of a directory to a server that takes connections. Blocks.
struct ServerLaunch {
  private let wanted: EmbeddedPostgres
  private let account: ServerAccount

  init(_ wanted: EmbeddedPostgres) throws(EmbeddedPostgresError) {
    self.wanted = wanted
    account = try ServerAccount(whenRoot: wanted.account)
  }

  func run() throws(EmbeddedPostgresError) -> StartedServer {
    let layout = try DataDirectory(preparing: wanted.dataDirectory, for: account)
    let lock = try DirectoryLock(layout.lockFile, directory: layout.path)
    let leftover = LeftoverServer(in: layout, patience: min(wanted.startLimit, .seconds(10)))
    let binaries = try ServerBinaries.find(
      explicit: wanted.binaries, clusterVersion: layout.clusterVersion, dataDirectory: layout.path)
    let view = try ServerView(of: layout, for: account)
    if layout.clusterVersion == nil {
      let creation = ClusterCreation(
        layout: layout, binaries: binaries, account: account, view: view, profile: wanted.profile)
      try creation.run()
    } else {
      try leftover.clear()
    }
    try writeAccess(layout)
    let socket = try SocketDirectory(for: layout, account: account, view: view)
    let process = try startServer(binaries, layout, view, socket)
    let record = ConnectionRecord(
      connectionString: socket.connectionString + wanted.profile.patience, serverProcess: process,
      ownerProcess: getpid())
    do {
      try record.write(to: layout.connectionFile)
    } catch {
      kill(process, SIGINT)
      _ = ChildProcess.wait(for: process)
      throw error
    }
    return StartedServer(process: process, layout: layout, record: record, socketDirectory: socket.path, lock: lock)
  }

  /// Who may connect: the system's user who runs the server and the one who started it, asked of the kernel.
  private func writeAccess(_ layout: DataDirectory) throws(EmbeddedPostgresError) {
    let names = Set([account.name, account.ownName]).sorted()
    let map = names.map { "recourse \"\($0)\" \(EmbeddedPostgres.user)\n" }.joined()
    let flags = O_WRONLY | O_TRUNC
    try TextFile.write(map, to: layout.cluster + "/pg_ident.conf", flags: flags)
    try TextFile.write(
      "local all all peer map=recourse\nlocal replication all peer map=recourse\n",
      to: layout.cluster + "/pg_hba.conf", flags: flags)
  }

  private func startServer(
    _ binaries: ServerBinaries, _ layout: DataDirectory, _ view: ServerView, _ socket: SocketDirectory
  ) throws(EmbeddedPostgresError) -> pid_t {
    var command = account.commandPrefix
    command += [
      binaries.postgres, "-D", layout.cluster(in: view.path), "-p", String(SocketDirectory.port), "-c",
      "listen_addresses=", "-c",
      "unix_socket_directories=\"\(socket.path)\"", "-c", "unix_socket_permissions=0700",
    ]
    switch wanted.profile {
    case .durable:
      command += ["-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on"]
      if binaries.compressesPages(of: layout.cluster) { command += ["-c", ServerBinaries.pageCompression] }
    case .testing:
      command += [
        "-c", "max_connections=400", "-c", "fsync=off", "-c", "synchronous_commit=on", "-c", "full_page_writes=off",
      ]
    }
    let log = ServerLog(layout.logFile)
    let (descriptor, start) = try log.open()
    defer { close(descriptor) }
    let process = try ChildProcess.start(command, output: descriptor, inheriting: view.descriptor)
    try waitUntilReady(process, layout, logTail: { log.tail(since: start) })
    return process
  }

  private func waitUntilReady(
    _ process: pid_t, _ layout: DataDirectory, logTail: () -> String
  ) throws(EmbeddedPostgresError) {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: wanted.startLimit)
    while true {
      if let file = ServerPidFile(readFrom: layout.serverPidFile), file.process == process, file.isReady { return }
      if ChildProcess.poll(process) != nil { throw .startFailed(directory: layout.path, log: logTail()) }
      guard clock.now < deadline else {
        kill(process, SIGINT)
        _ = ChildProcess.wait(for: process)
        throw .startTimedOut(directory: layout.path, limit: wanted.startLimit)
      }
      SystemCall.pause(milliseconds: 3)
    }
  }
}
