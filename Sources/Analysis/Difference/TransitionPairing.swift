package import Casework
import Statechart

/// Which transition of one version of a workflow is which of another: within paired states by what calls them, where
/// they lead, when, and in which order.
package struct TransitionPairing: Sendable {
  /// By number in the older version: its number in the newer one; nil for one that is gone.
  package private(set) var newer: [Int?]
  /// By number in the newer version: its number in the older one; nil for one that is new.
  package private(set) var older: [Int?]

  package init(from old: Workflow, to new: Workflow, _ states: StatePairing) {
    newer = Array(repeating: nil, count: old.chart.transitions.count)
    older = Array(repeating: nil, count: new.chart.transitions.count)
    for (before, after) in states.newer.enumerated() {
      guard let after else { continue }
      pair(
        old.chart.states[before].transitions.map { Candidate($0, old, states) },
        new.chart.states[after].transitions.map { Candidate($0, new, nil) })
    }
  }

  /// The most alike first; of those that are equally alike the ones that stand where the other stood.
  private mutating func pair(_ before: [Candidate], _ after: [Candidate]) {
    let ranked = before.enumerated().flatMap { position, one in
      after.enumerated().compactMap { place, other -> (Int, Int, Int, Int)? in
        one.likeness(to: other).map { (-$0, abs(position - place), one.number, other.number) }
      }
    }.sorted { $0 < $1 }
    for (_, _, one, other) in ranked where newer[one] == nil && older[other] == nil {
      newer[one] = other
      older[other] = one
    }
  }
}

/// A transition as it is compared with others.
private struct Candidate {
  let number: Int
  let label: TransitionLabel
  /// The ids of its targets, in the newer version's words.
  let targets: [String]
  let condition: String?
  let title: String?
  let roles: [String]
  let actions: [String]

  init(_ number: Int, _ workflow: Workflow, _ states: StatePairing?) {
    let transition = workflow.chart.transitions[number]
    let note = workflow.transitionNotes[number]
    self.number = number
    label = TransitionLabel(transition, workflow)
    // A target is the same when it was paired: its number in the newer version stands for it.
    targets = transition.targets.map { target in
      guard let states else { return "\(target)" }
      return states.newer[target].map { "\($0)" } ?? "gone \(target)"
    }
    condition = transition.guard?.source
    title = note.title
    roles = note.roles
    actions = ActionLines(workflow).lines(transition.actions)
  }

  /// How much alike two are; nil where they can't be the same.
  func likeness(to other: Candidate) -> Int? {
    guard label.sort == other.label.sort else { return nil }
    var likeness = 0
    if targets == other.targets { likeness += targets.isEmpty ? 2 : 4 }
    if condition == other.condition { likeness += 2 }
    if title == other.title { likeness += title == nil ? 1 : 2 }
    if roles == other.roles { likeness += 1 }
    if actions == other.actions { likeness += 2 }
    if label == other.label { return likeness + 8 }
    switch label.sort {
    // The same button under another name leads to the same place and differs in little else.
    case .event: return likeness >= 9 ? likeness : nil
    case .reminder: return likeness
    case .timer: return likeness >= 7 ? likeness : nil
    case .deadline, .eventless, .done, .historyDefault: return likeness
    }
  }
}
