import Casework
import CivilTime
import JSON
import WorkingTime

/// The due timers of one case, fired one after the other.
///
/// A step that is refused is parked with its reason and tried again later, so that neither other cases nor the other
/// timers of the case wait for it.
struct TimerRun {
  private let look: Look
  /// As the last write leaves it.
  private var record: CaseRecord
  private var writes: [CaseWrite] = []

  /// What has to be kept of the timers of a claimed case: never nothing, or the case would be claimed again at once.
  static func writes(
    for record: CaseRecord, _ look: Look, _ library: Library, _ transaction: any StoreTransaction
  ) -> [CaseWrite] {
    var run = TimerRun(look: look, record: record)
    do {
      try run.fire(library, transaction)
    } catch {
      run.park(record.nextDue, reason: Self.reason(of: error), until: run.later)
    }
    return run.writes
  }

  private init(look: Look, record: CaseRecord) {
    self.look = look
    self.record = record
  }

  private mutating func fire(_ library: Library, _ transaction: any StoreTransaction) throws {
    let workflow = try library.workflow(record.version, transaction)
    let facts = try library.facts(for: workflow, look, transaction)
    var current = try record.case(workflow)
    var refused: [Int: String] = [:]
    while writes.count < EngineLimits.timersPerCase {
      // What was just kept says when the next falls due.
      if refused.isEmpty, !writes.isEmpty, record.nextDue.map({ $0 > facts.now }) ?? true { return }
      let due = try workflow.dueTimers(current, at: facts.now, facts.calendar)
      guard let next = due.first(where: { refused[$0.timer.sequence] == nil }) else { break }
      let event = CaseEvent(
        id: EventID(timer: next.timer.sequence, of: record.id), kind: .timer(sequence: next.timer.sequence),
        actor: .engine)
      do {
        let update = try workflow.step(current, on: event, given: facts)
        keep(try CaseWrite(update, workflow, facts, after: record))
        current = update.case
      } catch {
        let reason = Self.reason(of: error)
        park(next.due, reason: reason, until: later)
        refused[next.timer.sequence] = reason
        current.revision = record.revision
      }
    }
    let running = try workflow.timers(of: current, facts.calendar)
    let others = running.first { refused[$0.timer.sequence] == nil }?.due
    if writes.isEmpty {
      // Nobody has to look: the case just waits for its new date.
      park(
        record.nextDue, reason: "the calendar has moved the deadline since it was written down", until: others,
        isForPeople: false)
    } else if !refused.isEmpty {
      // What another timer did since may have stopped the one that was refused.
      let reason = running.lazy.compactMap { refused[$0.timer.sequence] }.first
      wait(until: [reason.map { _ in later }, others].compactMap(\.self).min(), parked: reason)
    }
  }

  private var later: Instant { look.now.advanced(bySeconds: CaseTimer.retrySeconds) }

  private mutating func keep(_ write: CaseWrite) {
    writes.append(write)
    record = write.record
  }

  private mutating func park(_ due: Instant?, reason: String, until next: Instant?, isForPeople: Bool = true) {
    let entry = JournalEntry(
      revision: record.revision + 1, at: look.now, eventID: EventID(UniqueID(at: look.now, random: Self.random())),
      kind: .parked, name: "timer", actor: .engine, due: due, payload: ["reason": .string(reason)])
    keep(
      CaseWrite(
        record: record.parked(isForPeople ? reason : nil, until: next), entry: entry, outbox: [],
        previousDue: record.nextDue, previousHead: record.head))
  }

  /// Changes when the case is claimed next, and whether a person must look.
  private mutating func wait(until next: Instant?, parked: String?) {
    guard let last = writes.popLast() else { return }
    keep(last.waiting(until: next, parked: parked))
  }

  /// In words that hold nothing of the case.
  private static func reason(of error: any Error) -> String {
    switch error {
    case let rejection as Rejection: rejection.description
    case let failure as CaseFailure: failure.description
    case let failure as CalendarError: failure.description
    case let failure as StoreError: failure.message
    case _: "the step failed: \(type(of: error))"
    }
  }

  private static func random() -> (UInt64, UInt64) {
    var generator = SystemRandomNumberGenerator()
    return (generator.next(), generator.next())
  }
}

extension CaseRecord {
  /// The next revision, in which nothing has changed but why a person must look and when the case is claimed next.
  func parked(_ reason: String?, until next: Instant?) -> CaseRecord {
    CaseRecord(
      id: id, workflow: workflow, version: version, revision: revision + 1, states: states, owner: owner,
      assignee: assignee, parked: reason, openedAt: openedAt, closedAt: closedAt, nextDue: next, document: document)
  }
}
