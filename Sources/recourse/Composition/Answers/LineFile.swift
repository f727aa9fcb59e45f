import Foundation

/// Files of any size, a line at a time.
enum LineFile {
  /// Hands each line to a body, without its end; bytes that are no UTF-8 are replaced.
  ///
  /// - Throws: `Answer` where the file can't be read, and what the body throws.
  static func read(_ path: String, _ body: (String) throws -> Void) throws {
    let file: FileHandle
    if path == "-" {
      file = .standardInput
    } else {
      guard FileManager.default.fileExists(atPath: path) else { throw Answer.no("\(path): there is no such file") }
      guard let opened = FileHandle(forReadingAtPath: path) else {
        throw Answer.no("\(path): can't be read; check its permissions")
      }
      file = opened
    }
    var rest = Data()
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      var start = piece.startIndex
      while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try body(String(decoding: rest + piece[start..<end], as: UTF8.self))
        rest = Data()
        start = piece.index(after: end)
      }
      rest += piece[start...]
    }
    if !rest.isEmpty { try body(String(decoding: rest, as: UTF8.self)) }
  }
}
