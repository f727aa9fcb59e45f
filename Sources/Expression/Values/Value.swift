package import CivilTime

/// What an expression reads and answers: a CEL value, with exact decimals and calendar dates besides.
///
/// `==` is exact (an int never equals a double, a NaN equals itself), so that values can be compared and kept in sets
/// by the host. The equality of the language, where `1 == 1.0`, is `equals(_:)`.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  indirect case decimal(Decimal)
  case string(String)
  case bytes([UInt8])
  case list([Value])
  case map(MapValue)
  case timestamp(Instant)
  case duration(Swift.Duration)
  case date(CivilDate)
  case type(TypeValue)
  indirect case optional(Value?)
  indirect case opaque(Opaque)
}

/// A type as a value, for example the answer of `type(1)`; two are the same when their names are.
package struct TypeValue: Hashable, Sendable {
  /// The name in CEL's spelling: `int`, `null_type`, `google.protobuf.Timestamp`.
  package let name: String

  package init(name: String) {
    self.name = name
  }
}
