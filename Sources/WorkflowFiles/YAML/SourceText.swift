/// The text of a file, and where its lines are.
///
/// Places are kept as byte offsets and become lines and columns only when a person is to read them. All look-ups take
/// logarithmic time, also in a file that is a single line of a megabyte.
package final class SourceText: Sendable {
  /// The file as the reader was told to call it.
  package let file: String

  /// The text in UTF-8, without byte order mark.
  package let bytes: [UInt8]

  /// Offset of the first byte of every line.
  private let lines: [Int]

  /// Offset of every 256th character; empty where all are single bytes.
  private let checkpoints: [Int]
  private static let stride = 256

  /// Takes over a file's bytes, which must be valid UTF-8.
  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    (lines, checkpoints) = self.bytes.withUnsafeBufferPointer { Self.survey($0) }
  }

  private static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> (lines: [Int], checkpoints: [Int]) {
    var lines = [0]
    var checkpoints: [Int] = []
    var characters = 0
    for offset in bytes.indices {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        let isPair = byte == UInt8(ascii: "\r") && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
        if !isPair { lines.append(offset + 1) }
      }
      guard startsCharacter(byte) else { continue }
      if characters % stride == 0 { checkpoints.append(offset) }
      characters += 1
    }
    return (lines, characters == bytes.count ? [] : checkpoints)
  }

  private static func startsCharacter(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// Line and column of a byte offset.
  package func mark(at offset: Int) -> SourceMark {
    let offset = min(max(offset, 0), bytes.count)
    let line = Self.last(in: lines, notAfter: offset)
    return SourceMark(
      offset: offset, line: line + 1, column: characters(before: offset) - characters(before: lines[line]) + 1)
  }

  /// The place of a byte offset, for a finding.
  package func place(at offset: Int) -> SourcePlace {
    let mark = mark(at: offset)
    return SourcePlace(file: file, line: mark.line, column: mark.column)
  }

  /// Byte offset of a character, counted from 0.
  func offset(ofCharacter index: Int) -> Int {
    guard !checkpoints.isEmpty else { return min(index, bytes.count) }
    let checkpoint = min(index / Self.stride, checkpoints.count - 1)
    var offset = checkpoints[checkpoint]
    for _ in 0..<index - checkpoint * Self.stride where offset < bytes.count {
      offset += 1
      while offset < bytes.count, !Self.startsCharacter(bytes[offset]) { offset += 1 }
    }
    return offset
  }

  private func characters(before offset: Int) -> Int {
    guard !checkpoints.isEmpty else { return offset }
    let checkpoint = Self.last(in: checkpoints, notAfter: offset)
    var count = checkpoint * Self.stride
    for position in checkpoints[checkpoint]..<offset where Self.startsCharacter(bytes[position]) { count += 1 }
    return count
  }

  private static func last(in ascending: [Int], notAfter value: Int) -> Int {
    var low = 0
    var high = ascending.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if ascending[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
