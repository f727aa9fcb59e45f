/// Why a text is not JSON, and where: the place is that of the first byte that can't be right.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bytes before the place.
  package let offset: Int

  /// Line of the place, from 1.
  package let line: Int

  /// Column of the place in characters (Unicode scalars), from 1.
  package let column: Int

  /// What is wrong there, in plain words. Never repeats a value of the text.
  package let message: String

  package var description: String { "\(line):\(column): \(message)" }

  init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>, message: String) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.offset = offset
    self.line = line
    self.column = column
    self.message = message
  }
}
