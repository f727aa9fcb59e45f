import Foundation

/// Numbers as tables show them.
enum Figures {
  static func text(_ value: Double, places: Int) -> String {
    value.isFinite ? String(format: "%.\(places)f", value) : "-"
  }

  /// A whole number, its thousands apart.
  static func whole(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    var digits = Array(String(Int(value.rounded())))
    var place = digits.count - 3
    while place > (digits[0] == "-" ? 1 : 0) {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// The middle one of some values.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }
}
