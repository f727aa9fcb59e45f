/// An array's text as it grows: a set of rows is written column by column, straight into the bytes that are sent.
package struct ArrayLiteral: Sendable {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Writes each row's element by `write`, which has to append exactly one.
  package init<Element>(of rows: [Element], _ write: (Element, inout ArrayLiteral) throws -> Void) rethrows {
    bytes.reserveCapacity(rows.count * 16 + 2)
    for row in rows { try write(row, &self) }
  }

  /// The whole array.
  package var parameter: Parameter {
    var bytes = bytes
    bytes.append(UInt8(ascii: "}"))
    return .array(bytes)
  }

  package mutating func append(_ integer: Int64) {
    separate()
    IntegerText.append(integer, to: &bytes)
  }

  package mutating func append(_ text: String?) {
    guard let text else { return appendNull() }
    separate()
    ArrayText.appendQuoted(text.utf8, to: &bytes)
  }

  /// Text that is already UTF-8.
  package mutating func append(utf8: [UInt8]?) {
    guard let utf8 else { return appendNull() }
    separate()
    ArrayText.appendQuoted(utf8, to: &bytes)
  }

  /// A `bytea`.
  package mutating func append(bytes value: [UInt8]?) {
    guard let value else { return appendNull() }
    separate()
    ArrayText.appendHexadecimal(value, to: &bytes)
  }

  /// A `uuid`.
  package mutating func append(uuid high: UInt64, _ low: UInt64) {
    separate()
    UUIDText.append(high, low, to: &bytes)
  }

  /// A `timestamptz` in microseconds since 1970-01-01T00:00:00Z.
  package mutating func append(timestamp microseconds: Int64?) {
    guard let microseconds else { return appendNull() }
    separate()
    ArrayText.appendTimestamp(microseconds, to: &bytes)
  }

  private mutating func appendNull() {
    separate()
    bytes.append(contentsOf: "NULL".utf8)
  }

  private mutating func separate() {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
  }
}
