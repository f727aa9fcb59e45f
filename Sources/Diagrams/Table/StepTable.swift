package import CivilTime
import Statechart

/// The steps of a workflow as a table: everything that a picture shows and more, for those who read rather than look.
package struct StepTable: Sendable {
  /// What can happen in a step.
  package struct Way: Sendable, Hashable {
    /// What happens, in full.
    package let event: String
    /// Who does it; empty for what nobody does.
    package let people: String
    /// When it is allowed; nil for always.
    package let condition: String?
    /// Whether those words have no CEL among them.
    package let conditionIsPlain: Bool
    /// The titles of the steps that follow; empty where the case stays.
    package let targets: [String]
    /// Whether the case that is shown has gone this way.
    package let isTaken: Bool
  }

  /// One step, group or end.
  package struct Row: Sendable, Hashable {
    package let title: String
    /// What the file says of it besides.
    package let description: String?
    /// The titles of the groups around it, from the outermost in.
    package let groups: [String]
    /// "step", "group", "end", "choice" or "history".
    package let kind: String
    package let owner: String?
    package let period: String?
    package let reminders: [String]
    package let ways: [Way]
    /// When the case that is shown came to it last.
    package let reached: Instant?
    /// Whether the case that is shown is in it.
    package let isCurrent: Bool
  }

  package let title: String
  package let rows: [Row]
  private let zone: ZoneRules

  /// - Parameter path: a case's way, to be told with it.
  package init(_ moves: Moves, path: CasePath? = nil, zone: ZoneRules) {
    self.zone = zone
    title = moves.workflow.title
    let chart = moves.workflow.chart
    rows = chart.states.dropFirst().filter { !$0.isHistory }.map { state in
      var groups: [String] = []
      var parent = state.parent
      while parent != 0 {
        groups.insert(moves.title(parent), at: 0)
        parent = chart.states[parent].parent
      }
      return Row(
        title: moves.title(state.number), description: moves.workflow.stateNotes[state.number].description,
        groups: groups, kind: Self.kind(of: state), owner: moves.owner(state.number),
        period: moves.deadlines[state.number]?.full,
        reminders: moves.reminders[state.number].map(\.afterwardsInFull),
        ways: moves.moves(of: state.number).map { move in
          let words = MoveWords(move)
          return Way(
            event: words.event, people: words.people,
            condition: move.condition ?? (move.isOtherwise ? "otherwise" : nil),
            conditionIsPlain: move.conditionIsPlain,
            targets: move.targets.map { chart.states[$0].isHistory ? "where it was before" : moves.title($0) },
            isTaken: path?.taken.contains(move.transition) ?? false)
        }, reached: path?.lastVisit(state.number), isCurrent: path?.current.contains(state.number) ?? false)
    }
  }

  private static func kind(of state: State) -> String {
    switch state.kind {
    case .atomic: "step"
    case .compound, .parallel: "group"
    case .final: "end"
    case .history: "history"
    }
  }

  /// The table as text: a paragraph for each step.
  package var text: String {
    var lines = [title, String(repeating: "=", count: title.count)]
    for row in rows {
      lines.append("")
      let note = row.kind == "step" ? "" : " [\(row.kind)]"
      let marks = [row.isCurrent ? "the case is here" : nil, row.reached.map { "reached \(DayWords.text($0, zone))" }]
      let mark = marks.compactMap(\.self).joined(separator: ", ")
      lines.append(row.title.onOneLine + note + (mark.isEmpty ? "" : "  (\(mark))"))
      if !row.groups.isEmpty { lines.append("  in         \(row.groups.map(\.onOneLine).joined(separator: " / "))") }
      if let description = row.description { lines.append("  what       \(description.onOneLine)") }
      if let owner = row.owner { lines.append("  whose move \(owner.onOneLine)") }
      if let period = row.period { lines.append("  period     \(period)") }
      if !row.reminders.isEmpty { lines.append("  reminders  \(row.reminders.joined(separator: "; "))") }
      lines += row.ways.map { way in
        let people = way.people.isEmpty ? "" : " (\(way.people.onOneLine))"
        let condition = way.condition.map { $0 == "otherwise" ? ", otherwise" : ", if \($0)" } ?? ""
        let target = way.targets.isEmpty ? "stays" : way.targets.map(\.onOneLine).joined(separator: " and ")
        return "  \(way.isTaken ? "*" : "-") \(way.event.onOneLine)\(people)\(condition) -> \(target)"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
