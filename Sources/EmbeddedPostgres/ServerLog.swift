internal import Glibc

/// The file of what the server prints, in the data directory.
struct ServerLog {
  private static let largestBytes: off_t = 10_000_000
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Opens it for a new start; where that start's lines will begin. One that has grown large is set aside first.
  func open() throws(EmbeddedPostgresError) -> (descriptor: Int32, start: Int) {
    var status = stat()
    if stat(path, &status) == 0, status.st_size > Self.largestBytes { rename(path, path + ".1") }
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw SystemCall.failure("opening \(path)") }
    return (descriptor, Int(status.st_size))
  }

  /// The last that was said since then. A server that has not taken a connection yet has no case to speak of.
  func tail(since start: Int) -> String {
    let lines = TextFile.read(path)?.utf8.dropFirst(start).split(separator: UInt8(ascii: "\n")) ?? []
    return lines.suffix(5).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}
