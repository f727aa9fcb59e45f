/// A value that goes with a statement; nil is NULL.
///
/// Everything but `bytes` and `binary` travels as text, which the server reads as the type it expects there. Arrays are for
/// `unnest($1::bigint[], $2::text[])` and `= ANY($1)`.
package enum Parameter: Sendable {
  case null
  case integer(Int64?)
  case double(Double?)
  case boolean(Bool?)
  case text(String?)
  /// Text that is already UTF-8, such as a JSON document; saves making a `String` of it.
  case utf8([UInt8]?)
  /// A `bytea`, sent in binary.
  case bytes([UInt8]?)
  /// A `timestamptz` in microseconds since 1970-01-01T00:00:00Z.
  case timestamp(Int64?)
  case integers([Int64?])
  case booleans([Bool?])
  case texts([String?])
  /// An array of texts that are already UTF-8.
  case utf8s([[UInt8]?])
  /// A `bytea[]`.
  case byteStrings([[UInt8]?])
  case uuid(high: UInt64, low: UInt64)
  /// An array that is written already: see `ArrayLiteral`.
  case array([UInt8])
  /// An array in the server's own form: see `BinaryArray`.
  case binary([UInt8])
  /// A `timestamptz[]` in microseconds since 1970-01-01T00:00:00Z.
  case timestamps([Int64?])
}

extension Parameter: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension Parameter: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension Parameter: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension Parameter: ExpressibleByNilLiteral {
  package init(nilLiteral: ()) { self = .null }
}
