extension JSONParser {
  mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let magnitude = try wholePart()
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try digits("after the decimal point")
    }
    if current | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits("in the exponent")
    }
    if isWhole, let magnitude, let integer = Self.integer(magnitude, isNegative) { return .integer(integer) }
    return .number(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self))
  }

  /// -0 is no integer: only its text keeps the sign.
  private static func integer(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
    guard isNegative else { return Int64(exactly: magnitude) }
    guard magnitude > 0, magnitude <= Int64.min.magnitude else { return nil }
    return Int64(truncatingIfNeeded: 0 &- magnitude)
  }

  /// The digits before point and exponent, or nil where they are beyond 64 bits.
  private mutating func wholePart() throws(JSONError) -> UInt64? {
    let start = position
    var magnitude: UInt64 = 0
    var overflows = false
    while case let digit = current &- UInt8(ascii: "0"), digit < 10 {
      let (product, isOver) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, isOverToo) = product.addingReportingOverflow(UInt64(digit))
      overflows = overflows || isOver || isOverToo
      magnitude = sum
      position += 1
    }
    guard position > start else { throw fault("expected a digit after “-”, found \(found)") }
    if position - start > 1, bytes[start] == UInt8(ascii: "0") {
      throw fault(at: start, "a number can't begin with 0; leave the 0 out")
    }
    return overflows ? nil : magnitude
  }

  private mutating func digits(_ place: String) throws(JSONError) {
    let start = position
    while current &- UInt8(ascii: "0") < 10 { position += 1 }
    guard position > start else { throw fault("expected a digit \(place), found \(found)") }
  }
}
