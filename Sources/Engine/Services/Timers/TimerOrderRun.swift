import Casework
import CivilTime

/// An order for timers of one case, carried out timer by timer.
struct TimerOrderRun {
  private let order: TimerDesk.Order
  private let workflow: Workflow
  private let facts: Facts
  /// As the last write leaves it.
  private(set) var record: CaseRecord
  private(set) var writes: [CaseWrite] = []
  private(set) var timers: [(name: String, refusal: String?)] = []

  init(
    _ order: TimerDesk.Order, _ record: CaseRecord, _ look: Look, _ library: Library,
    _ transaction: any StoreTransaction
  ) throws {
    self.order = order
    self.record = record
    workflow = try library.workflow(record.version, transaction)
    facts = try library.facts(for: workflow, look, transaction)
  }

  mutating func carryOut() throws {
    var current = try record.case(workflow)
    let meant = try meant(current)
    for timer in meant.prefix(EngineLimits.timersPerCase) {
      // What became of the one before may have stopped it.
      guard current.timers.contains(where: { $0.sequence == timer.sequence }) else { continue }
      var generator = SystemRandomNumberGenerator()
      let event = CaseEvent(
        id: EventID(UniqueID(at: facts.now, random: (generator.next(), generator.next()))),
        kind: .order(TimerOrder(order.action, sequence: timer.sequence, reason: order.reason)),
        actor: order.actor)
      do {
        let update = try workflow.step(current, on: event, given: facts)
        let write = try CaseWrite(update, workflow, facts, after: record)
        writes.append(write)
        record = write.record
        current = update.case
        timers.append((workflow.timerName(timer), nil))
      } catch let rejection as Rejection {
        timers.append((workflow.timerName(timer), rejection.description))
      } catch let failure as CaseFailure {
        timers.append((workflow.timerName(timer), failure.description))
      }
    }
  }

  /// A timer that stands still with its case's clocks has no instant, and can be meant by its name alone.
  private func meant(_ current: Case) throws -> [CaseTimer] {
    guard let name = order.timer else {
      return try workflow.dueTimers(current, at: facts.now, facts.calendar).map(\.timer)
    }
    return current.timers.filter { workflow.timerName($0) == name }
  }
}
