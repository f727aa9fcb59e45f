/// Reads the numbers of a date from bytes, from left to right.
struct DigitReader {
  private let text: UnsafeRawBufferPointer
  private var index = 0

  init(_ text: UnsafeRawBufferPointer) {
    self.text = text
  }

  var isAtEnd: Bool { index == text.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// As many digits as there are; nil where that count is not allowed.
  mutating func number(digits allowed: ClosedRange<Int>) -> Int64? {
    let start = index
    var value: Int64 = 0
    while let digit = digit(), index - start < allowed.upperBound {
      value = value * 10 + digit
      index += 1
    }
    return allowed.contains(index - start) ? value : nil
  }

  /// The digits after a decimal point, in units of the last of `digits` places.
  mutating func fraction(digits: Int) -> Int64? {
    let start = index
    guard var value = number(digits: 1...digits) else { return nil }
    for _ in (index - start)..<digits { value *= 10 }
    return value
  }

  /// `+01`, `-08`, `+05:30` or `-00:01:15` in seconds east of Greenwich.
  mutating func offset() -> Int64? {
    let sign: Int64
    if take("+") {
      sign = 1
    } else if take("-") {
      sign = -1
    } else {
      return nil
    }
    guard var seconds = number(digits: 2...2).map({ $0 * 3600 }) else { return nil }
    for unit: Int64 in [60, 1] where take(":") {
      guard let part = number(digits: 2...2) else { return nil }
      seconds += part * unit
    }
    return sign * seconds
  }

  private func digit() -> Int64? {
    guard index < text.count, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") else { return nil }
    return Int64(text[index] - UInt8(ascii: "0"))
  }
}
