/// Numbers as text.
enum NumberText {
  /// Reads a double in decimal notation, or `NaN`, `Infinity` and `-Infinity`; nil where the text is none of them or
  /// the number is too large.
  static func double(_ text: String) -> Double? {
    switch text {
    case "NaN", "nan": return .nan
    case "Infinity", "+Infinity", "Inf", "+Inf", "inf", "+inf": return .infinity
    case "-Infinity", "-Inf", "-inf": return -.infinity
    default:
      let allowed = Array("0123456789+-.eE".utf8)
      guard text.utf8.allSatisfy({ allowed.contains($0) }), text.utf8.count <= 1_000 else { return nil }
      guard let number = Double(text), number.isFinite else { return nil }
      return number
    }
  }

  /// The shortest digits that are read back as the same double, without an exponent unless that would be very long.
  static func text(_ number: Double) -> String {
    if let special = special(number) { return special }
    if number == 0 { return number.sign == .minus ? "-0" : "0" }
    let digits = DecimalDigits(shortest: number)
    guard digits.pointAt > -6, digits.pointAt <= 21 else {
      return digits.scientific(places: max(digits.digits.count - 1, 0))
    }
    return digits.plain
  }

  /// `NaN`, `Infinity` or `-Infinity`; nil for a finite number.
  static func special(_ number: Double) -> String? {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return nil
  }
}
