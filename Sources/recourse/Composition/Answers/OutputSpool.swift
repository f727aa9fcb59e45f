import Foundation
import Synchronization

/// Lines that are written out once it is certain that they hold: until then they lie in a file without a name, so that
/// a hundred thousand of them cost no memory.
final class OutputSpool: Sendable {
  private let file: Mutex<FileHandle>

  /// - Throws: `Answer` where no temporary file can be made.
  init() throws {
    var template = Array((NSTemporaryDirectory() + "/recourse-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Answer.no("\(NSTemporaryDirectory()): no file can be made here; set TMPDIR") }
    unlink(template)
    file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
  }

  func write(_ line: String) { file.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) } }

  /// Forgets what was written so far.
  func clear() {
    file.withLock { file in
      try? file.truncate(atOffset: 0)
    }
  }

  /// Copies everything to standard output.
  func print() throws {
    try file.withLock { file in
      try file.seek(toOffset: 0)
      while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty {
        try FileHandle.standardOutput.write(contentsOf: piece)
      }
    }
  }
}
