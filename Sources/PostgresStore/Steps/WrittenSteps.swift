import CivilTime
import Engine

/// The steps of a transaction and what became of each.
struct WrittenSteps: Sendable {
  private(set) var writes: [CaseWrite] = []
  private(set) var outcomes: [WriteOutcome] = []

  /// Whether they leave something that a worker should do before it would look by itself.
  var leaveWork: Bool { zip(writes, outcomes).contains { $1 == .written && $0.leavesWork } }

  /// Remembers them, and hands the outcomes on.
  mutating func note(_ more: [CaseWrite], _ outcomes: [WriteOutcome]) -> [WriteOutcome] {
    writes += more
    self.outcomes += outcomes
    return outcomes
  }
}

extension CaseWrite {
  /// A message to hand over, or a timer that is due before a resting worker would look again and sooner than the one it
  /// knew of.
  var leavesWork: Bool {
    if !outbox.isEmpty { return true }
    guard let due = record.nextDue, previousDue.map({ due < $0 }) ?? true else { return false }
    return due <= entry.at.advanced(bySeconds: Int64(2 * EngineLimits.longestRestSeconds))
  }
}
