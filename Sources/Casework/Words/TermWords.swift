/// What stands on either side of a comparison, in words for people: a field, an answer, a day.
struct TermWords {
  /// A side in words.
  struct Term {
    let text: String
    /// Whether it can only be a day or an instant, so that one thing is before the other and not less.
    let isTime: Bool
  }

  /// The titles of the fields by name.
  let titles: [String: String]

  /// A comparison that holds or, where `isTrue` is false, does not; nil for what has no words here.
  func comparison(_ question: String, isTrue: Bool) -> String? {
    for (sign, relation) in Self.relations {
      let sides = question.split(separator: " \(sign) ", omittingEmptySubsequences: false)
      guard sides.count == 2 else { continue }
      guard let left = term(String(sides[0]).trimmed), let right = term(String(sides[1]).trimmed) else { return nil }
      let relation = isTrue ? relation : relation.opposite
      return "\(left.text) is \(relation.words(isTime: left.isTime || right.isTime)) \(right.text)"
    }
    return nil
  }

  /// An instant that is worked out; nil for what has no words here.
  func moment(_ source: String) -> String? {
    guard let parts = Self.call("addWorkingDays", source) ?? Self.call("addDays", source),
      let comma = parts.lastIndex(of: ","), let count = Int(String(parts[parts.index(after: comma)...]).trimmed)
    else { return nil }
    let start = String(parts[..<comma]).trimmed
    let unit = source.hasPrefix("addWorkingDays") ? "working day" : "day"
    guard count > 0, let day = day(start) else { return nil }
    return "\(count) \(unit)\(count == 1 ? "" : "s") after \(day)"
  }

  // MARK: - Parts

  private enum Relation {
    case less, atMost, more, atLeast, same, other

    var opposite: Relation {
      switch self {
      case .less: .atLeast
      case .atMost: .more
      case .more: .atMost
      case .atLeast: .less
      case .same: .other
      case .other: .same
      }
    }

    func words(isTime: Bool) -> String {
      switch self {
      case .less: isTime ? "before" : "less than"
      case .atMost: isTime ? "not after" : "at most"
      case .more: isTime ? "after" : "more than"
      case .atLeast: isTime ? "not before" : "at least"
      case .same: "the same as"
      case .other: "not the same as"
      }
    }
  }

  private static let relations: [(String, Relation)] = [
    ("<=", .atMost), (">=", .atLeast), ("<", .less), (">", .more), ("==", .same), ("!=", .other),
  ]

  private func term(_ source: String) -> Term? {
    if let name = Self.field(source) { return Term(text: "“\(titles[name] ?? name)”", isTime: false) }
    if let day = day(source) { return Term(text: day, isTime: true) }
    return Double(source) == nil ? nil : Term(text: source, isTime: false)
  }

  /// A day or an instant.
  private func day(_ source: String) -> String? {
    if source == "now" || source == "date(now)" { return source == "now" ? "now" : "today" }
    if source == "case.opened_at" { return "the day on which the case was opened" }
    if let inner = Self.call("date", source) { return day(inner) }
    // A day as an instant, by way of its text.
    if let inner = Self.call("timestamp", source), let end = inner.firstRange(of: " + '"),
      let name = Self.call("string", String(inner[..<end.lowerBound]).trimmed).flatMap(Self.field)
    {
      return "“\(titles[name] ?? name)”"
    }
    if let inner = Self.call("addDays", source), let comma = inner.lastIndex(of: ","),
      let count = Int(String(inner[inner.index(after: comma)...]).trimmed),
      let start = day(String(inner[..<comma]).trimmed)
    {
      return "\(abs(count)) days \(count < 0 ? "before" : "after") \(start)"
    }
    let parts = source.split(separator: " - ", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = day(String(parts[0]).trimmed),
      let length = Self.call("duration", String(parts[1]).trimmed), length.hasPrefix("'"), length.hasSuffix("h'"),
      let hours = Int(length.dropFirst().dropLast(2))
    else { return nil }
    return hours % 24 == 0 ? "\(hours / 24) days before \(start)" : "\(hours) hours before \(start)"
  }

  /// The name of a field, as the case has it or as what is sent says it.
  private static func field(_ source: String) -> String? {
    for prefix in ["event.data.", "data."] where source.hasPrefix(prefix) {
      let name = source.dropFirst(prefix.count)
      return !name.isEmpty && name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) ? String(name) : nil
    }
    return nil
  }

  /// What stands between the brackets of a call that is all of the text.
  private static func call(_ name: String, _ source: String) -> String? {
    guard source.hasPrefix(name + "("), source.hasSuffix(")") else { return nil }
    let inner = source.dropFirst(name.count + 1).dropLast()
    var depth = 0
    for character in inner {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth < 0 { return nil }
    }
    return String(inner).trimmed
  }
}
