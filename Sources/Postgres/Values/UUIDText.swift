/// PostgreSQL's text form of a `uuid`, of which the two halves are kept as numbers.
enum UUIDText {
  static func append(_ high: UInt64, _ low: UInt64, to bytes: inout [UInt8]) {
    append(high, from: 16, to: 8, to: &bytes)
    bytes.append(hyphen)
    append(high, from: 8, to: 4, to: &bytes)
    bytes.append(hyphen)
    append(high, from: 4, to: 0, to: &bytes)
    bytes.append(hyphen)
    append(low, from: 16, to: 12, to: &bytes)
    bytes.append(hyphen)
    append(low, from: 12, to: 0, to: &bytes)
  }

  /// Appends the hexadecimal digits between two places, counted from the right.
  private static func append(_ word: UInt64, from first: Int, to last: Int, to bytes: inout [UInt8]) {
    for place in stride(from: first - 1, through: last, by: -1) {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(place * 4)) & 15
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// The halves; nil where the text is anything else.
  static func halves(of text: UnsafeRawBufferPointer) -> (high: UInt64, low: UInt64)? {
    guard text.count == 36 else { return nil }
    var halves: (high: UInt64, low: UInt64) = (0, 0)
    var digits = 0
    for (position, byte) in text.enumerated() {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == hyphen else { return nil }
        continue
      }
      let value: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      if digits < 16 {
        halves.high = halves.high << 4 | UInt64(value)
      } else {
        halves.low = halves.low << 4 | UInt64(value)
      }
      digits += 1
    }
    return halves
  }

  private static let hyphen = UInt8(ascii: "-")
}
