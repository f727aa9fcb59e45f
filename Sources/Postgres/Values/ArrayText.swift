/// PostgreSQL's text form of a one-dimensional array: `{1,NULL,"a \"b\""}`.
enum ArrayText {
  /// Writes the array, an absent element as NULL and each other by `write`.
  static func append<T>(_ elements: [T?], to bytes: inout [UInt8], _ write: (T, inout [UInt8]) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let element {
        write(element, &bytes)
      } else {
        bytes.append(contentsOf: "NULL".utf8)
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes text between quotes always, so that the word NULL, nothing at all, commas, braces and blanks stay text.
  static func appendQuoted(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let start = bytes.count
    // Room for the worst, two bytes for one, is taken at once and what is left of it given back: documents are full of
    // quotes, and growing byte by byte would cost more than all the rest of a batch's parameters.
    bytes.append(contentsOf: repeatElement(quote, count: 2 * text.count + 2))
    let end = bytes.withUnsafeMutableBufferPointer { buffer in
      var end = start + 1
      func put(_ text: some Sequence<UInt8>) {
        for byte in text {
          if byte == quote || byte == UInt8(ascii: "\\") {
            buffer[end] = UInt8(ascii: "\\")
            end += 1
          }
          buffer[end] = byte
          end += 1
        }
      }
      if text.withContiguousStorageIfAvailable({ put($0) }) == nil { put(text) }
      buffer[end] = quote
      return end + 1
    }
    bytes.removeLast(bytes.count - end)
  }

  /// Writes a `bytea` as `"\\x…"`: the array's own quoting takes one of the backslashes.
  static func appendHexadecimal(_ value: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "\"\\\\x".utf8)
    for byte in value {
      bytes.append(digit(byte >> 4))
      bytes.append(digit(byte & 15))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a point in time between quotes, as it has a blank in it.
  static func appendTimestamp(_ microseconds: Int64, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    TimestampText.append(microseconds, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Reads the elements of an array's text, or nil where it isn't one of a single dimension.
  static func elements(of text: UnsafeRawBufferPointer) -> [[UInt8]?]? {
    var reader = ArrayTextReader(text)
    return reader.elements()
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
