import CivilTime
import Engine

extension PostgresTransaction {
  /// Remembers whether the steps leave work that can't wait until a worker looks by itself.
  func note(_ writes: [CaseWrite]) {
    if !leavesWork { leavesWork = writes.contains(where: \.leavesWork) }
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
