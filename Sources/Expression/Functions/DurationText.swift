/// Lengths of time as text: read as `1h30m`, `-1.5s` or `250ms`, written in seconds.
package enum DurationText {
  /// Reads a length; nil where the text is none, or is far beyond the longest one.
  package static func duration(_ text: String) -> Swift.Duration? {
    var bytes = text.utf8[...]
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      bytes = bytes.dropFirst()
    }
    if bytes.elementsEqual("0".utf8) { return .zero }
    guard !bytes.isEmpty else { return nil }
    var nanoseconds: Int128 = 0
    while !bytes.isEmpty {
      guard let part = part(&bytes) else { return nil }
      nanoseconds += part
      guard nanoseconds < Int128(TimeRange.longestSeconds) * 2_000_000_000 else { return nil }
    }
    let signed = isNegative ? -nanoseconds : nanoseconds
    return Swift.Duration(
      secondsComponent: Int64(signed / 1_000_000_000),
      attosecondsComponent: Int64(signed % 1_000_000_000) * 1_000_000_000)
  }

  private static let units: [(name: String, nanoseconds: Int128)] = [
    ("ms", 1_000_000), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ns", 1), ("h", 3_600_000_000_000),
    ("m", 60_000_000_000), ("s", 1_000_000_000),
  ]

  /// A number and its unit, in nanoseconds; parts of one are dropped.
  private static func part(_ bytes: inout Substring.UTF8View) -> Int128? {
    var whole: Int128 = 0
    var fraction: Int128 = 0
    var scale: Int128 = 1
    var digits = 0
    while let digit = digit(bytes.first) {
      whole = whole * 10 + digit
      digits += 1
      guard digits <= 24 else { return nil }
      bytes = bytes.dropFirst()
    }
    if bytes.first == UInt8(ascii: ".") {
      bytes = bytes.dropFirst()
      while let digit = digit(bytes.first) {
        if scale < 1_000_000_000_000_000_000 {
          fraction = fraction * 10 + digit
          scale *= 10
        }
        digits += 1
        bytes = bytes.dropFirst()
      }
    }
    guard digits > 0, let unit = units.first(where: { bytes.starts(with: $0.name.utf8) }) else { return nil }
    bytes = bytes.dropFirst(unit.name.utf8.count)
    // Beyond any length of time; and kept small enough for the product.
    guard whole < 1_000_000_000_000_000_000_000 else { return nil }
    return whole * unit.nanoseconds + fraction * unit.nanoseconds / scale
  }

  private static func digit(_ byte: UInt8?) -> Int128? {
    guard let byte, Lexer.isDigit(byte) else { return nil }
    return Int128(byte - UInt8(ascii: "0"))
  }

  /// A length in seconds: `5400s`, `-0.25s`.
  package static func text(_ duration: Swift.Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let isNegative = seconds < 0 || attoseconds < 0
    let whole = String(seconds.magnitude)
    var fraction = ""
    if attoseconds != 0 {
      let nanoseconds = String(attoseconds.magnitude / 1_000_000_000)
      fraction = "." + String(repeating: "0", count: 9 - nanoseconds.utf8.count) + nanoseconds
      while fraction.hasSuffix("0") { fraction.removeLast() }
    }
    return (isNegative ? "-" : "") + whole + fraction + "s"
  }
}
