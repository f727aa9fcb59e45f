/// The file by which other processes find a running server; there from when it is ready until it is told to stop.
struct ConnectionRecord: Sendable, Hashable {
  let connectionString: String
  let serverProcess: Int32
  let ownerProcess: Int32

  init(connectionString: String, serverProcess: Int32, ownerProcess: Int32) {
    self.connectionString = connectionString
    self.serverProcess = serverProcess
    self.ownerProcess = ownerProcess
  }

  /// Nil where the file is not there or not whole.
  init?(readFrom file: String) {
    guard let lines = TextFile.read(file)?.split(separator: "\n"), lines.count == 3,
      let server = Int32(lines[1]), let owner = Int32(lines[2])
    else { return nil }
    self.init(connectionString: String(lines[0]), serverProcess: server, ownerProcess: owner)
  }

  /// The connection string, the server's process and its owner's, a line each.
  func write(to file: String) throws(EmbeddedPostgresError) {
    try TextFile.replace(file, with: "\(connectionString)\n\(serverProcess)\n\(ownerProcess)\n")
  }
}
