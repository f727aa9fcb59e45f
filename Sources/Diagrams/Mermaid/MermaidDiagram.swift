package import CivilTime
import Statechart

/// A workflow as a state diagram of Mermaid, for pages and repositories that draw it.
///
/// Mermaid can't draw an arrow from a group into itself, so what can happen at every step of a group begins at a small
/// box of its own. Arrows stand outside of all groups, as one within a group would move its ends there.
package struct MermaidDiagram: Sendable {
  private let moves: Moves
  private let path: CasePath?
  private let zone: ZoneRules
  private var states: [State] { moves.workflow.chart.states }

  /// - Parameter path: a case's way, to be marked on it.
  package init(_ moves: Moves, path: CasePath? = nil, zone: ZoneRules) {
    self.moves = moves
    self.path = path
    self.zone = zone
  }

  /// The text in the language of Mermaid.
  package var text: String {
    var lines = ["---", "title: \(Self.quoted(moves.workflow.title))", "---", "stateDiagram-v2"]
    lines += contents(of: 0, depth: 1)
    for move in moves.all {
      for target in move.targets {
        lines.append("  \(name(ofSource: move.source)) --> \(name(ofTarget: target, from: move.source))\(label(move))")
      }
    }
    lines += states.filter { $0.kind == .final && $0.parent == 0 }.map { "  s\($0.number) --> [*]" }
    if let path {
      lines.append("  classDef visited fill:\(DotPalette.visited),stroke:\(DotPalette.link),color:\(DotPalette.text)")
      lines.append("  classDef current fill:\(DotPalette.current),stroke:\(DotPalette.text),color:\(DotPalette.text)")
      for state in path.visits.keys.sorted() {
        lines.append("  class s\(state) \(path.current.contains(state) ? "current" : "visited")")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func contents(of group: Int, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    var lines: [String] = []
    let children = states[group].children
    for (position, child) in children.enumerated() {
      lines.append("\(indent)state \"\(description(child))\" as s\(child)")
      if !states[child].children.isEmpty {
        lines.append("\(indent)state s\(child) {")
        lines += contents(of: child, depth: depth + 1)
        lines.append("\(indent)}")
      }
      if states[group].kind == .parallel, position < children.count - 1 { lines.append("\(indent)--") }
    }
    for history in states[group].histories {
      lines.append("\(indent)state \"Back to where it was\" as s\(history)")
    }
    if group != 0, moves.all.contains(where: { $0.source == group && !$0.targets.isEmpty }) {
      lines.append("\(indent)state \"At every step of \(Self.plain(moves.title(group)))\" as s\(group)any")
    }
    if states[group].kind == .compound {
      for target in states[group].initialTargets {
        // Not further in than a child: Mermaid would take the target out of its own group.
        lines.append("\(indent)[*] --> s\(child(of: group, around: target))")
      }
    }
    return lines
  }

  private func child(of group: Int, around state: Int) -> Int {
    var current = state
    while states[current].parent != group, current != 0 { current = states[current].parent }
    return current
  }

  private func description(_ state: Int) -> String {
    var parts = [moves.title(state)]
    if let owner = moves.owner(state) { parts.append(owner) }
    if let deadline = moves.deadlines[state] { parts.append(deadline.within) }
    if let at = path?.lastVisit(state) { parts.append("reached \(DayWords.text(at, zone))") }
    return parts.map(Self.plain).joined(separator: "<br/>")
  }

  private func name(ofSource source: Int) -> String { states[source].children.isEmpty ? "s\(source)" : "s\(source)any" }

  /// A group that is led to from inside stands for its first step.
  private func name(ofTarget target: Int, from source: Int) -> String {
    var current = target
    while current == source || states[current].descendants.contains(source) {
      let inner = states[current].kind == .parallel ? states[current].children : states[current].initialTargets
      guard let first = inner.first else { break }
      current = first
    }
    return "s\(current)"
  }

  private func label(_ move: Move) -> String {
    let words = MoveWords(move)
    var text = words.short
    if !move.people.isEmpty { text += " (\(words.shortPeople))" }
    return text.isEmpty ? "" : " : \(Self.plain(text))"
  }

  /// Without the characters that mean something to Mermaid.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for character in text.onOneLine {
      switch character {
      case "\"": plain += "'"
      case ":", ";": plain += ","
      case "<", "{": plain += "("
      case ">", "}": plain += ")"
      case "#": plain += "no. "
      case "%": plain += " per cent"
      default: plain.append(character)
      }
    }
    return plain
  }

  private static func quoted(_ text: String) -> String { "'" + plain(text).replacing("'", with: "''") + "'" }
}
