/// Sums of money as pages show them.
package enum AmountWords {
  /// "£1,250.50" for `1250.5`; the text itself where it is no number.
  package static func pounds(_ number: String) -> String {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = number.hasPrefix("-")
    guard let whole = parts.first?.drop(while: { $0 == "-" }), !whole.isEmpty, parts.count <= 2,
      (whole + (parts.count == 2 ? parts[1] : "")).allSatisfy(\.isNumber)
    else { return number }
    let pence = parts.count == 2 ? parts[1] : ""
    let fraction = pence.allSatisfy { $0 == "0" } ? "" : "." + (pence.count == 1 ? pence + "0" : pence)
    return (isNegative ? "-£" : "£") + grouped(whole) + fraction
  }

  /// "5,000" for 5000.
  package static func number(_ number: Int) -> String { (number < 0 ? "-" : "") + grouped("\(number.magnitude)"[...]) }

  private static func grouped(_ digits: Substring) -> String {
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }
}
