/// An exact decimal number, for money: 38 digits, never rounded, never passed through a double.
///
/// `12.30` keeps its two places when printed and equals `12.3`.
package struct Decimal: Sendable {
  /// The number without its point.
  let mantissa: Int128
  /// How many of the mantissa's digits stand after the point.
  let scale: Int

  /// The most places after the point that a decimal may have.
  static let maximumScale = 28

  init(mantissa: Int128, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  package init(_ value: Int64) {
    self.init(mantissa: Int128(value), scale: 0)
  }

  init(_ value: UInt64) {
    self.init(mantissa: Int128(value), scale: 0)
  }

  /// Reads `-12.30`: digits, at most one point with digits on both sides, no exponent.
  package init?(_ text: String) {
    var bytes = text.utf8[...]
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      bytes = bytes.dropFirst()
    }
    var mantissa: Int128 = 0
    var scale = 0
    var digitsBefore = 0
    var seenPoint = false
    for byte in bytes {
      if byte == UInt8(ascii: "."), !seenPoint, digitsBefore > 0 {
        seenPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (tenfold, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tenfold.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
      guard !overflow, !carried else { return nil }
      mantissa = sum
      if seenPoint { scale += 1 } else { digitsBefore += 1 }
    }
    guard digitsBefore > 0, !seenPoint || scale > 0, scale <= Self.maximumScale else { return nil }
    self.init(mantissa: isNegative ? -mantissa : mantissa, scale: scale)
  }

  /// Whether the number is zero.
  package var isZero: Bool { mantissa == 0 }
}

extension Decimal: CustomStringConvertible {
  /// The digits with all places that the number was given.
  package var description: String {
    var digits = String(mantissa.magnitude)
    if scale > 0 {
      if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return mantissa < 0 ? "-" + digits : digits
  }
}
