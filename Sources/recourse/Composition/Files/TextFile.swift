import Foundation

/// Files as text, with words for what can go wrong.
enum TextFile {
  /// No file that a command reads whole is larger.
  static let largestBytes = 64 << 20

  /// - Throws: `Answer` where the file is missing, unreadable, too large or not UTF-8.
  static func read(_ path: String) throws -> String {
    if path == "-" { return try text(FileHandle.standardInput.readToEnd() ?? Data(), path) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let attributes else { throw Answer.no("\(path): there is no such file") }
    if attributes[.type] as? FileAttributeType == .typeDirectory { throw Answer.no("\(path): this is a folder") }
    if let size = attributes[.size] as? Int, size > largestBytes {
      throw Answer.no("\(path): larger than \(largestBytes >> 20) MiB, which is more than is read")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Answer.no("\(path): can't be read; check its permissions")
    }
    return try text(data, path)
  }

  private static func text(_ data: Data, _ path: String) throws -> String {
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw Answer.no("\(path): this is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
