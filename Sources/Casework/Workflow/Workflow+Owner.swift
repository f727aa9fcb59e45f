package import CivilTime
package import Statechart
import WorkingTime

extension Workflow {
  /// The party whose move it is: the innermost active state that says so.
  package func owner(of session: Session) -> String? {
    var innermost: (depth: Int, owner: String)?
    for state in session.configuration {
      guard let owner = stateNotes[state].owner else { continue }
      let depth = chart.states[state].depth
      if let found = innermost, found.depth >= depth { continue }
      innermost = (depth, owner)
    }
    return innermost?.owner
  }

  /// Until when a pause that begins now lasts at most; nil where the workflow sets no longest pause.
  package func pauseLimit(_ facts: Facts) throws(Rejection) -> Instant? {
    guard let longestPause else { return nil }
    do throws(CalendarError) {
      return try facts.calendar.dueInstant(of: longestPause, from: facts.now, counting: counting)
    } catch {
      throw .calendar(error)
    }
  }
}
