import CivilTime
import Statechart
import WorkingTime

extension StepRun {
  /// Does with a timer what a person has decided.
  ///
  /// - Returns: the timer, as it was.
  mutating func carryOut(_ order: TimerOrder) throws(Rejection) -> CaseTimer {
    guard let timer = `case`.timers.first(where: { $0.sequence == order.sequence }) else { throw .noSuchTimer }
    switch order.action {
    case .retry: return try fire(order.sequence)
    case .skip:
      `case`.timers.removeAll { $0.sequence == timer.sequence }
      if case .send = timer.purpose { try startTimer(timer.purpose, timer.budget.length) }
    case .cancel: stopTimers(like: timer)
    }
    return timer
  }

  private mutating func stopTimers(like timer: CaseTimer) {
    let stopped = `case`.timers.filter { other in
      switch (timer.purpose, other.purpose) {
      case (.clock(let id, _), .clock(let otherID, _)): id == otherID
      case _: timer.sequence == other.sequence || timer.purpose.key.map { $0 == other.purpose.key } ?? false
      }
    }
    stoppedTimers += stopped.map(workflow.timerName)
    `case`.timers.removeAll { other in stopped.contains { $0.sequence == other.sequence } }
  }
}
