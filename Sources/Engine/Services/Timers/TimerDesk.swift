package import Casework
package import CivilTime

/// Where people look after timers that are overdue or whose step was refused: what is there, and what becomes of it.
package struct TimerDesk: Sendable {
  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// A timer that should have fired.
  package struct OverdueTimer: Sendable, Hashable {
    package let reference: CaseReference
    package let workflow: String
    /// Its name, such as `with-prime.within`; nil where the case can't be read.
    package let timer: String?
    /// When it was due.
    package let due: Instant
    /// How long ago that is.
    package let lag: Duration
    /// Why its case waits for a person; nil where a worker has yet to come to it.
    package let parked: String?
    /// When it is tried again by itself.
    package let nextAttempt: Instant?
  }

  /// The timers that are overdue, those of parked cases first and then the longest overdue.
  ///
  /// - Parameter limit: at most so many cases of each sort.
  package func overdue(onlyParked: Bool = false, limit: Int) async throws -> [OverdueTimer] {
    try await store.transaction { [library] transaction in
      let look = try transaction.look(at: [], for: [])
      let parked = try transaction.cases(matching: CaseFilter(isParked: true, limit: limit))
      let due = onlyParked ? [] : try transaction.cases(matching: CaseFilter(limit: limit))
      let late = due.prefix { $0.nextDue.map { $0 <= look.now } ?? false }.filter {
        $0.parked == nil
      }
      return (parked + late).flatMap { Self.overdue($0, look, library, transaction) }
    }
  }

  private static func overdue(
    _ record: CaseRecord, _ look: Look, _ library: Library, _ transaction: any StoreTransaction
  ) -> [OverdueTimer] {
    func row(_ timer: String?, _ due: Instant) -> OverdueTimer {
      OverdueTimer(
        reference: record.reference, workflow: record.workflow, timer: timer, due: due,
        lag: due.duration(to: look.now),
        parked: record.parked, nextAttempt: record.parked == nil ? nil : record.nextDue)
    }
    do {
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      let timers = try workflow.dueTimers(record.case(workflow), at: look.now, facts.calendar)
      return timers.map { row(workflow.timerName($0.timer), $0.due) }
    } catch {
      // One that can't be read is just what people want to see.
      return [row(nil, record.nextDue ?? look.now)]
    }
  }

  /// What a person wants done with timers of a case.
  package struct Order: Sendable {
    package let action: TimerOrder.Action
    /// The name of a running timer; nil for all that are overdue.
    package let timer: String?
    package let reason: String
    package let actor: Actor

    package init(_ action: TimerOrder.Action, timer: String?, reason: String, actor: Actor) {
      self.action = action
      self.timer = timer
      self.reason = reason
      self.actor = actor
    }
  }

  /// What became of an order for one case.
  package struct Answer: Sendable {
    /// The case as it stands now.
    package let record: CaseRecord
    /// The timers, each with the reason why it was refused; nil where it was done.
    package let timers: [(name: String, refusal: String?)]
  }

  /// Does what is ordered with each timer that is meant, each for itself, and keeps what was not refused.
  ///
  /// - Throws: `CaseFailure` where there is no such case, it can't be read, or others change it again and again.
  package func carryOut(_ order: Order, on id: CaseID) async throws -> Answer {
    for _ in 0..<EngineLimits.conflictRetries {
      let answer = try await store.transaction { [library] transaction -> Answer? in
        let look = try transaction.look(at: [id], for: [])
        guard let record = look.cases.first else { throw CaseFailure.unknownCase }
        var run = try TimerOrderRun(order, record, look, library, transaction)
        try run.carryOut()
        guard !run.writes.isEmpty else { return Answer(record: record, timers: run.timers) }
        let outcomes = try transaction.commit(writing: run.writes)
        return outcomes.allSatisfy { $0 == .written }
          ? Answer(record: run.record, timers: run.timers) : nil
      }
      if let answer { return answer }
    }
    throw CaseFailure.contention
  }
}
