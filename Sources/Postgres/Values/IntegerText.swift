/// PostgreSQL's text form of `smallint`, `integer` and `bigint`.
enum IntegerText {
  /// Writes the number, with zeros before it up to a width.
  static func append(_ value: Int64, width: Int = 1, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var digits: InlineArray<20, UInt8> = .init(repeating: UInt8(ascii: "0"))
    var first = 20
    while rest > 0 {
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    for index in min(first, 20 - width)..<20 { bytes.append(digits[index]) }
  }

  /// The number, or nil where the text is anything else or too large.
  static func int64(of text: UnsafeRawBufferPointer) -> Int64? {
    guard let first = text.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = text.dropFirst(isNegative ? 1 : 0)
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      // Counted downwards, as the least Int64 has no positive twin.
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }
}
