/// An array in the form in which the server keeps it: nothing to quote here, nothing to read there.
///
/// A set of rows is written column by column. A column in which nothing stands is sent as NULL, whose elements are
/// NULL too.
package struct BinaryArray: Sendable {
  /// What the elements are; the server takes no other than the statement has in this place.
  package enum Element: Sendable {
    case uuid, integer, timestamp, text, bytes, json

    /// The type's number, which is the same in every database.
    fileprivate var type: UInt32 {
      switch self {
      case .uuid: 2950
      case .integer: 23
      case .timestamp: 1184
      case .text: 25
      case .bytes: 17
      case .json: 114
      }
    }
  }

  private static let headerLength = 20
  /// Microseconds from 1970 to 2000, from where PostgreSQL counts.
  private static let epoch: Int64 = 946_684_800_000_000

  private let element: Element
  private var bytes: [UInt8] = []
  private var count: Int32 = 0
  private var hasNulls = false
  private var isEmpty = true

  /// - Parameter capacity: bytes that it will have, about.
  package init(of element: Element, capacity: Int = 0) {
    self.element = element
    bytes.reserveCapacity(Self.headerLength + capacity)
    bytes.append(contentsOf: repeatElement(0, count: Self.headerLength))
  }

  /// The whole array.
  package var parameter: Parameter {
    guard !isEmpty else { return .null }
    var bytes = bytes
    bytes.withUnsafeMutableBytes { header in
      header.storeBytes(of: UInt32(1).bigEndian, toByteOffset: 0, as: UInt32.self)
      header.storeBytes(of: UInt32(hasNulls ? 1 : 0).bigEndian, toByteOffset: 4, as: UInt32.self)
      header.storeBytes(of: element.type.bigEndian, toByteOffset: 8, as: UInt32.self)
      header.storeBytes(of: count.bigEndian, toByteOffset: 12, as: Int32.self)
      header.storeBytes(of: UInt32(1).bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return .binary(bytes)
  }

  package mutating func append(uuid high: UInt64, _ low: UInt64) {
    begin(length: 16)
    put(high)
    put(low)
  }

  /// - Parameter integer: within four bytes; nothing that is counted here is larger.
  package mutating func append(_ integer: Int) {
    begin(length: 4)
    put(Int32(integer))
  }

  /// A `timestamptz` in microseconds since 1970-01-01T00:00:00Z.
  package mutating func append(timestamp microseconds: Int64?) {
    guard let microseconds else { return appendNull() }
    begin(length: 8)
    put(microseconds - Self.epoch)
  }

  package mutating func append(_ text: String?) {
    guard let text else { return appendNull() }
    append(collection: text.utf8)
  }

  /// Text that is already UTF-8, or a `bytea`.
  package mutating func append(bytes value: [UInt8]?) {
    guard let value else { return appendNull() }
    append(collection: value)
  }

  private mutating func append(collection value: some Collection<UInt8>) {
    begin(length: Int32(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func appendNull() {
    count += 1
    hasNulls = true
    put(Int32(-1))
  }

  private mutating func begin(length: Int32) {
    count += 1
    isEmpty = false
    put(length)
  }

  private mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
