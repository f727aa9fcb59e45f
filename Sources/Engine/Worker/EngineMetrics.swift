import Casework
import CivilTime
package import Monitoring

/// What the engine of this process has done since it was started.
package final class EngineMetrics: Sendable {
  /// How late timers fired: the database's clock at the step less the instant at which the timer was due.
  package let timerLag = Histogram(
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 86_400])
  /// Steps by kind of journal entry, and whether they were written, met another's or were sent twice.
  package let steps = CounterFamily(labels: ["kind", "outcome"])
  /// What was handed over or could not be, by kind of item: sent, failed (and tried again) or given_up.
  package let outbox = CounterFamily(labels: ["kind", "outcome"])
  /// Rounds of the worker that the store failed.
  package let storeFailures = Counter()

  package init() {}

  /// Counts steps once their transaction is committed.
  package func count(_ writes: [CaseWrite], _ outcomes: [WriteOutcome]) {
    for (write, outcome) in zip(writes, outcomes) {
      steps[write.entry.kind.rawValue, outcome.label].add()
      guard outcome == .written, write.entry.kind == .timer, let due = write.entry.due else { continue }
      let (seconds, attoseconds) = due.duration(to: write.entry.at).components
      timerLag.observe(seconds: Double(seconds) + Double(attoseconds) / 1e18)
    }
  }
}

extension WriteOutcome {
  fileprivate var label: String {
    switch self {
    case .written: "written"
    case .conflict: "conflict"
    case .duplicate: "duplicate"
    }
  }
}
