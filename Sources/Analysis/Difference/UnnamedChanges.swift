import Casework
import Expression
import Statechart

/// The net below the sentences: everything that two workflows hold, compared without knowing what it means. What is
/// found here only is a change that the language learned and its sentences did not.
enum UnnamedChanges {
  static func between(_ old: Workflow, _ new: Workflow) -> [Change] {
    let (before, after) = (contents(of: old), contents(of: new))
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      guard before[path] != after[path] else { return nil }
      return Change(
        area: .unnamed, part: "workflow",
        sentence: "The workflow: \(path) is now \(after[path] ?? "nothing"), and was \(before[path] ?? "nothing").")
    }
  }

  /// Every value by its path. What is derived from the rest is left out.
  static func contents(of workflow: Workflow) -> [String: String] {
    var found: [String: String] = [:]
    for child in Mirror(reflecting: workflow).children {
      guard let name = child.label, !["digest", "chart", "ownParties", "watchedEvents"].contains(name) else { continue }
      collect(child.value, name, &found)
    }
    collect(workflow.chart.states, "states", &found)
    collect(workflow.chart.transitions, "transitions", &found)
    collect(workflow.chart.fields, "fields", &found)
    return found
  }

  private static func collect(_ value: Any, _ path: String, _ found: inout [String: String]) {
    switch value {
    // Its steps are compiled from its text.
    case let expression as Expression: found[path] = expression.source
    case let words as String: found[path] = words
    default: break
    }
    if found[path] != nil { return }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .dictionary {
      for entry in mirror.children {
        let pair = Array(Mirror(reflecting: entry.value).children)
        if pair.count == 2 { collect(pair[1].value, "\(path).\(pair[0].value)", &found) }
      }
      return
    }
    if mirror.children.isEmpty {
      found[path] = "\(value)"
      return
    }
    for (index, child) in mirror.children.enumerated() {
      collect(child.value, "\(path).\(child.label ?? "\(index)")", &found)
    }
  }
}
