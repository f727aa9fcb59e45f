import Foundation

/// Where a report goes: standard output, or a file that is only there once the report is whole.
final class ReportFile {
  private let path: String?
  private let handle: FileHandle?

  /// - Throws: `Answer` where the file can't be made.
  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      handle = nil
      return
    }
    guard FileManager.default.createFile(atPath: path + ".part", contents: nil),
      let handle = FileHandle(forWritingAtPath: path + ".part")
    else { throw Answer.no("\(path): no file can be written here; name another place with --output") }
    self.handle = handle
  }

  func write(_ line: String) throws {
    guard let handle else { return Shell.print(line) }
    try handle.write(contentsOf: Data((line + "\n").utf8))
  }

  /// The report is whole.
  func close() throws {
    guard let path, let handle else { return }
    try handle.close()
    guard rename(path + ".part", path) == 0 else { throw Answer.no("\(path): the file can't be replaced") }
  }
}
