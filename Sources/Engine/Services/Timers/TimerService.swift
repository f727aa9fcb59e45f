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

  /// What one claim came to.
  package struct Fired: Sendable {
    /// How many cases were claimed; where that is the limit, more are probably due.
    package let count: Int
    /// How long it is until the next timer falls due, by the store's clock; nil where none runs.
    package let next: Duration?
  }

  /// Fires the next timer of each of the longest overdue cases.
  ///
  /// - Returns: how many cases were claimed; where that is `limit`, more are probably due.
  package func fireDue(limit: Int = EngineLimits.timerBatch) async throws -> Int {
    try await fire(limit: limit).count
  }

  /// The same, and when there will be more to do.
  package func fire(limit: Int = EngineLimits.timerBatch) async throws -> Fired {
    let (fired, parked) = try await store.transaction { [library] transaction in
      let look = try transaction.claimDue(limit: limit)
      guard !look.cases.isEmpty else { return (Fired(count: 0, look, []), [CaseWrite]()) }
      let writes = look.cases.flatMap { TimerRun.writes(for: $0, look, library, transaction) }
      // What was claimed can't have moved on meanwhile; should it have, the next claim sees it.
      _ = try transaction.commit(writing: writes)
      return (Fired(count: look.cases.count, look, writes), writes.filter { $0.entry.kind == .parked })
    }
    for write in parked {
      onParked(write.record.reference, write.entry.eventID, write.entry.payload["reason"]?.stringValue ?? "")
    }
    return fired
  }
}

extension TimerService.Fired {
  /// - Parameter writes: what was just written, whose next timers the look could not know.
  fileprivate init(count: Int, _ look: Look, _ writes: [CaseWrite]) {
    self.count = count
    let dues = writes.compactMap(\.record.nextDue) + [look.nextDue].compactMap(\.self)
    next = dues.min().map { max(.zero, look.now.duration(to: $0)) }
  }
}
