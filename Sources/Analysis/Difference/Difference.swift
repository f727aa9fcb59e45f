package import Casework
import Statechart

/// Everything in which two versions of a workflow differ, as sentences: what may harm most first.
package struct Difference: Sendable {
  /// By area; within each in the order of the newer version's file, and what is gone behind.
  package let changes: [Change]
  package let states: StatePairing
  package let transitions: TransitionPairing

  package init(from old: Workflow, to new: Workflow) {
    let comparison = WorkflowComparison(from: old, to: new)
    states = comparison.states
    transitions = comparison.transitions
    let found = comparison.changes()
    changedStates = comparison.changedStates(found)
    let all = found.isEmpty ? UnnamedChanges.between(old, new) : found
    // Swift's sort need not be stable, and the order of the file is the second thing that counts.
    changes = all.enumerated().sorted { ($0.element.area, $0.offset) < ($1.element.area, $1.offset) }.map(\.element)
  }

  /// The states of the older version of which something is said, by id.
  package let changedStates: Set<String>

  /// How many changes there are in each area, in words: "2 of deadlines and clocks, 1 of words".
  package var count: String {
    guard !changes.isEmpty else { return "no change" }
    let areas = ChangeArea.allCases.compactMap { area -> String? in
      let count = changes.count { $0.area == area }
      return count == 0 ? nil : "\(area.title): \(count)"
    }
    return "\(changes.count) change\(changes.count == 1 ? "" : "s"). \(areas.joined(separator: "; "))."
  }
}
