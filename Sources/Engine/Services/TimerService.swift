package import Casework
import CivilTime
import JSON

/// Fires timers that are due: claims a batch of cases, steps them in memory, and writes them back in sets.
///
/// Any number of workers do this at once without a leader. Overdue timers, after downtime, fire once and in order of
/// their due times; the journal keeps when each was due.
package struct TimerService: Sendable {
  package let store: any Store
  package let library: Library
  /// Told of each timer whose step was refused, and why: a person has to look.
  private let onParked: @Sendable (CaseReference, EventID, String) -> Void

  package init(
    store: any Store, library: Library,
    onParked: @escaping @Sendable (CaseReference, EventID, String) -> Void = { _, _, _ in }
  ) {
    self.store = store
    self.library = library
    self.onParked = onParked
  }

  /// Fires the next timer of each of the longest overdue cases.
  ///
  /// - Returns: how many cases were claimed; where that is `limit`, more are probably due.
  package func fireDue(limit: Int = EngineLimits.timerBatch) async throws -> Int {
    let (claimed, parked) = try await store.transaction { [library] transaction in
      let look = try transaction.claimDue(limit: limit)
      guard !look.cases.isEmpty else { return (0, [CaseWrite]()) }
      let writes = look.cases.flatMap { TimerRun.writes(for: $0, look, library, transaction) }
      // What was claimed can't have moved on meanwhile; should it have, the next claim sees it.
      _ = try transaction.commit(writing: writes)
      return (look.cases.count, writes.filter { $0.entry.kind == .parked })
    }
    for write in parked {
      onParked(write.record.reference, write.entry.eventID, write.entry.payload["reason"]?.stringValue ?? "")
    }
    return claimed
  }
}
