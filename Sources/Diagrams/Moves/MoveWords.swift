/// A move in words.
package struct MoveWords: Sendable {
  private let move: Move

  package init(_ move: Move) { self.move = move }

  /// What happens, for a table: "It is resolved", "after 10 working days, silence".
  package var event: String {
    switch move.cause {
    case .person: move.title
    case .silence, .time:
      named(move.period.map { $0.afterwardsInFull + (move.cause == .silence ? ", silence" : "") } ?? "in time")
    case .itself: move.title.isEmpty ? "at once" : move.title
    }
  }

  /// Who does it: "Supplier or Case manager"; empty for what nobody does.
  package var people: String { Self.list(move.people) }

  /// Everything on one line.
  package var full: String {
    var text = event
    if !move.people.isEmpty { text += " (\(people))" }
    if let condition = move.condition { text += ", if \(condition)" } else if move.isOtherwise { text += ", otherwise" }
    return text
  }

  /// For an arrow: as little as tells it from the others.
  var short: String {
    switch move.cause {
    case .person: return move.title
    case .silence, .time:
      let time = move.period.map { $0.afterwards + (move.cause == .silence ? ", silence" : "") } ?? "in time"
      return named(time) + shortCondition(after: ", ")
    case .itself:
      if move.title.isEmpty { return shortCondition(after: "") }
      return move.title
    }
  }

  /// For an arrow: at most two of those who may do it.
  var shortPeople: String {
    move.people.count <= 2 ? people : "\(move.people[0]) and \(move.people.count - 1) others"
  }

  private func named(_ time: String) -> String { move.title.isEmpty ? time : "\(move.title): \(time)" }

  private func shortCondition(after separator: String) -> String {
    if let condition = move.condition {
      return separator + (move.conditionIsPlain && condition.count <= 90 ? "if \(condition)" : "in some cases")
    }
    return move.isOtherwise ? separator + "otherwise" : ""
  }

  /// "A, B or C".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
