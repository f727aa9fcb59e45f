/// One JSON value, as RFC 8259 knows it: what a request, a journal entry or a stored case is made of.
///
/// Nothing is lost between reading and writing: members keep their order, and a number that is not a plain 64-bit
/// integer keeps the digits it was written with, because money never passes through a double.
package enum JSONValue: Sendable, Hashable {
  /// The value `null`.
  case null

  /// `true` or `false`.
  case bool(Bool)

  /// A number written as digits only that fits 64 bits.
  case integer(Int64)

  /// Any other number, as the text that stood in the file: `1.50`, `1e9`, `-0`, or an integer beyond 64 bits.
  case number(String)

  /// Text.
  case string(String)

  /// A list, in order.
  case array([JSONValue])

  /// Named members, in the order they were written.
  case object(JSONObject)
}
