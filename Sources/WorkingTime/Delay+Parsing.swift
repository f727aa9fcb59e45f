extension Delay {
  /// Reads "10 working days", "3 months", "100 ms" or an ISO 8601 duration such as `PT4H`.
  ///
  /// Words are lower case, singular or plural. A counting rule may follow a comma: "3 working days, clear". A bare
  /// number is refused, since nobody can tell what it counts.
  package init(parsing text: String) throws(DelayError) {
    let words = text.split(whereSeparator: { $0 == " " }).map(String.init)
    guard let first = words.first else {
      throw DelayError(message: "the delay is empty", remedy: Self.example)
    }
    if words.count == 1, first.first == "P" || first.hasPrefix("-P") || first.hasPrefix("+P") {
      self = try Self.iso8601(first)
      return
    }
    let count = try Self.count(first, followedBy: words.dropFirst())
    let (unit, counting) = try Self.unit(words.dropFirst(), of: first)
    guard let delay = unit.delay(count) else { throw Self.tooLong(text) }
    guard let counting else {
      self = delay
      return
    }
    guard case .workingDays(let days, _) = delay else {
      throw DelayError(
        message: "\"\(counting.rawValue)\" says how working days are counted, and \"\(text)\" has none",
        remedy: "leave it out, or write \"\(count) working days, \(counting.rawValue)\"")
    }
    self = .workingDays(days, counting: counting)
  }

  static let example = "write a number and a unit, such as \"10 working days\", \"3 months\" or \"PT4H\""

  static func tooLong(_ text: String) -> DelayError {
    DelayError(
      message: "\"\(shown(text))\" is longer than \(longestYears) years",
      remedy: "write a delay that somebody can live to see")
  }

  /// A text as a message quotes it: never more than forty characters of it.
  static func shown(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }

  private static func count(_ word: String, followedBy rest: ArraySlice<String>) throws(DelayError) -> Int {
    let digits = word.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
    if !digits.isEmpty, digits.count == word.utf8.count {
      guard let count = Int(word) else { throw tooLong(([word] + rest).joined(separator: " ")) }
      return count
    }
    let unit = rest.isEmpty ? "days" : shown(rest.joined(separator: " "))
    if word.first == "-" {
      let length = word.dropFirst()
      throw DelayError(
        message: "a delay can't be negative: \"\(shown(word))\"",
        remedy: length.isEmpty ? example : "write \"\(shown(String(length))) \(unit)\"")
    }
    if digits.isEmpty {
      throw DelayError(message: "\"\(shown(word))\" is not a number", remedy: example)
    }
    let tail = String(word.utf8.dropFirst(digits.count)) ?? ""
    if tail.first == "." || tail.first == "," {
      throw DelayError(
        message: "\"\(shown(word))\" is not a whole number",
        remedy: "use a smaller unit: \"90 minutes\" for one hour and a half")
    }
    // "10ms", "5days": the unit is known, only the space is missing.
    let known = DelayUnit(word: tail).map { _ in tail } ?? DelayUnit.suggestion(for: tail)
    throw DelayError(
      message: "\"\(shown(word))\" is not a number and a unit",
      remedy: known.map { "did you mean \"\(String(digits) ?? "") \($0)\"?" } ?? example)
  }

  private static func unit(
    _ words: ArraySlice<String>, of count: String
  ) throws(DelayError) -> (DelayUnit, CountingRule?) {
    guard !words.isEmpty else {
      throw DelayError(
        message: "\"\(shown(count))\" has no unit",
        remedy: "say what it counts, such as \"\(shown(count)) working days\" or \"\(shown(count)) hours\"")
    }
    var name = words.joined(separator: " ")
    var counting: CountingRule?
    if let comma = name.firstIndex(of: ",") {
      let rule = name[name.index(after: comma)...].drop { $0 == " " }
      guard let known = CountingRule(rawValue: String(rule)) else {
        throw DelayError(
          message: "no counting rule \"\(shown(String(rule)))\"",
          remedy: "write one of \(CountingRule.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      counting = known
      name = String(name[..<comma])
    }
    if let unit = DelayUnit(word: name) { return (unit, counting) }
    if name.lowercased().hasPrefix("year"), let years = Int(count), years <= longestYears {
      throw DelayError(message: "no unit \"\(name)\"", remedy: "did you mean \"\(years * 12) months\"?")
    }
    throw DelayError(
      message: "no unit \"\(shown(name))\"",
      remedy: DelayUnit.suggestion(for: name).map { "did you mean \"\(count) \($0)\"?" }
        ?? "write one of \(DelayUnit.allCases.map(\.plural).joined(separator: ", "))")
  }
}
