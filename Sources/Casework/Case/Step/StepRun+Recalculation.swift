package import JSON
import WorkingTime

extension StepRun {
  /// Moves the running timers with the calendar, which takes nothing but saying so as their dates derive from it, or
  /// holds them to the dates that they had.
  ///
  /// - Returns: what the history shall say.
  mutating func recalculate(_ recalculation: Recalculation) throws(Rejection) -> JSONObject {
    let moves: [TimerMove]
    do throws(CalendarError) {
      moves = try workflow.moves(of: `case`, from: recalculation.previous, to: facts.calendar)
    } catch {
      throw .calendar(error)
    }
    if recalculation.keepsDates {
      for move in moves {
        guard let position = `case`.timers.firstIndex(where: { $0.sequence == move.timer.sequence }) else { continue }
        `case`.timers[position].budget.hold(to: move.before)
      }
    }
    return [
      "calendar": .string(facts.calendar.name), "version": .integer(recalculation.version),
      recalculation.keepsDates ? "kept" : "moved": .array(moves.map { .object($0.json(workflow)) }),
    ]
  }
}

extension TimerMove {
  /// The move in histories and answers: which timer, from when to when, and the days that made the difference.
  package func json(_ workflow: Workflow) -> JSONObject {
    [
      "timer": .string(workflow.timerName(timer)), "from": .string(before.rfc3339), "to": .string(after.rfc3339),
      "because": .array(because.map { .string($0.explanation) }),
    ]
  }
}
