internal import Glibc

/// Small files of a few lines.
enum TextFile {
  /// The whole text, or nil where the file cannot be read.
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return String(decoding: readAll(descriptor), as: UTF8.self)
  }

  /// Puts the text in place of the file's; others see the old or the new, never a part.
  static func replace(_ path: String, with text: String) throws(EmbeddedPostgresError) {
    let unfinished = path + ".new"
    try write(text, to: unfinished, flags: O_WRONLY | O_CREAT | O_TRUNC)
    guard rename(unfinished, path) == 0 else { throw SystemCall.failure("renaming \(unfinished)") }
  }

  /// Overwrites or extends a file in place, so that its owner stays.
  static func write(_ text: String, to path: String, flags: Int32) throws(EmbeddedPostgresError) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemCall.failure("opening \(path)") }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw SystemCall.failure("writing \(path)") }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw SystemCall.failure("writing \(path)") }
  }

  /// What is left to read of a descriptor.
  static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 8_192)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: part[..<count])
    }
  }
}
