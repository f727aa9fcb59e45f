import Casework
import CivilTime
import JSON

/// Fires timers that are due: claims a batch of cases, steps them in memory, and writes them back in sets.
///
/// Any number of workers do this at once without a leader. Overdue timers, after downtime, fire once and in order of
/// their due times; the journal keeps when each was due.
package struct TimerService: Sendable {
  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// Fires the next timer of each of the longest overdue cases.
  ///
  /// - Returns: how many cases were claimed; where that is `limit`, more are probably due.
  package func fireDue(limit: Int = EngineLimits.timerBatch) async throws -> Int {
    try await store.transaction { [library] transaction in
      let look = try transaction.claimDue(limit: limit)
      guard !look.cases.isEmpty else { return 0 }
      let writes = look.cases.flatMap { Self.decide($0, look, library, transaction) }
      // What was claimed can't have moved on meanwhile; should it have, the next claim sees it.
      _ = try transaction.commit(writing: writes)
      return look.cases.count
    }
  }

  /// The steps of a case's due timers, one after the other. A step that is refused is parked with its reason and tried
  /// again later, so that it never keeps other cases waiting.
  private static func decide(
    _ record: CaseRecord, _ look: Look, _ library: Library, _ transaction: any StoreTransaction
  ) -> [CaseWrite] {
    var writes: [CaseWrite] = []
    do {
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      var current = try record.case(workflow)
      while writes.count < EngineLimits.timersPerCase,
        let next = try workflow.dueTimers(current, at: facts.now, facts.calendar).first
      {
        let event = CaseEvent(
          id: EventID(timer: next.timer.sequence, of: record.id), kind: .timer(sequence: next.timer.sequence),
          actor: .engine)
        let update = try workflow.step(current, on: event, given: facts)
        writes.append(try CaseWrite(update, workflow, facts, after: writes.last?.record ?? record))
        current = update.case
      }
      // The calendar may have moved the instant since it was written down.
      if writes.isEmpty { writes.append(parked(record, look, reason: "no timer is due yet")) }
    } catch let error as Rejection {
      writes.append(parked(writes.last?.record ?? record, look, reason: error.description))
    } catch let error as CaseFailure {
      writes.append(parked(writes.last?.record ?? record, look, reason: error.description))
    } catch {
      writes.append(parked(writes.last?.record ?? record, look, reason: "the step failed: \(type(of: error))"))
    }
    return writes
  }

  private static func parked(_ record: CaseRecord, _ look: Look, reason: String) -> CaseWrite {
    let later = look.now.advanced(bySeconds: EngineLimits.refusedTimerRetrySeconds)
    let entry = JournalEntry(
      revision: record.revision + 1, at: look.now, eventID: EventID(UniqueID(at: look.now, random: random())),
      kind: .parked, name: "timer", actor: .engine, due: record.nextDue, payload: ["reason": .string(reason)])
    let waiting = CaseRecord(
      id: record.id, workflow: record.workflow, version: record.version, revision: record.revision + 1,
      states: record.states, owner: record.owner, openedAt: record.openedAt, closedAt: record.closedAt,
      nextDue: later, document: record.document)
    return CaseWrite(record: waiting, entry: entry, outbox: [], previousDue: record.nextDue)
  }

  private static func random() -> (UInt64, UInt64) {
    var generator = SystemRandomNumberGenerator()
    return (generator.next(), generator.next())
  }
}
