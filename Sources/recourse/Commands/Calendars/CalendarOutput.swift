import Casework
import Engine
import JSON

/// How the commands on calendars show what moves.
struct CalendarOutput {
  let format: OutputFormat

  /// Writes the lines of a case that is reported.
  func show(_ report: CalendarService.Report, write: (String) -> Void) {
    guard case .change(let change) = report else { return }
    switch format {
    case .json: write(JSONValue.object(change.json).serialized())
    case .text:
      let people = [change.record.owner, change.record.assignee].compactMap(\.self).map { ", \($0)" }.joined()
      write("\(change.record.reference)  \(change.record.states.joined(separator: ", "))\(people)")
      for move in change.moves {
        let mark = change.isOverdue(move) ? "  EARLIER, AND PAST" : move.isEarlier ? "  EARLIER" : ""
        let name = change.workflow.timerName(move.timer)
        write(
          "    \(name): \(LocalTime.minute(move.before)) to \(LocalTime.minute(move.after))\(mark)")
        for day in move.because { write("        \(day.explanation)") }
      }
    }
  }

  /// The last line: what it comes to in all.
  func end(_ summary: CalendarSummary) {
    switch format {
    case .json: Shell.print(JSONValue.object(summary.json).serialized())
    case .text: for line in lines(summary) { Shell.print(line) }
    }
  }

  private func lines(_ summary: CalendarSummary) -> [String] {
    let names = summary.calendars.joined(separator: ", ")
    let dates = "\(summary.timers) dates of \(summary.cases) open cases"
    var lines: [String]
    switch summary.outcome {
    case .unchanged: lines = ["Nothing in it is new."]
    case .previewed where names.isEmpty: lines = ["Nothing in it is new."]
    case .previewed: lines = ["\(names): \(dates) would move. Nothing was changed."]
    case .imported: lines = ["\(names): in force now. No date moved."]
    case .moved: lines = ["\(names): in force now. \(dates) moved."]
    case .kept: lines = ["\(names): in force now for what starts. \(dates) were kept."]
    }
    if summary.earlier > 0 {
      lines.append("\(summary.earlier) of the dates move earlier: whoever was told the later one should be told.")
    }
    if summary.unreadable > 0 { lines.append("\(summary.unreadable) cases could not be read and were left alone.") }
    return lines
  }
}
