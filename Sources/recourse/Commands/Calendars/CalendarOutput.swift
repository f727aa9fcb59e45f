import Analysis
import Casework
import CivilTime
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
    case .text: for line in Self.lines(change) { write(line) }
    }
  }

  private static func lines(_ change: CalendarChange) -> [String] {
    let people = [change.record.owner, change.record.assignee].compactMap(\.self).map { ", \($0)" }.joined()
    var lines = ["\(change.record.reference)  \(change.record.states.joined(separator: ", "))\(people)"]
    for move in change.moves {
      let mark = change.isOverdue(move) ? "  EARLIER, AND PAST" : move.isEarlier ? "  EARLIER" : ""
      lines.append("    \(change.workflow.timerName(move.timer)): \(words(move.before, move.after))\(mark)")
      for day in move.because { lines.append("        \(day.explanation)") }
      for message in change.messages(of: move) {
        let recipient = change.workflow.words(of: message.recipient, for: message.party)
        lines.append("        then it tells \(recipient): \(message.subject.onOneLine)")
      }
    }
    guard let outlook = change.outlook else { return lines }
    for breach in outlook.breachesGained {
      lines.append(
        "    the promise \"\(breach.clock)\" would be broken on \(LocalTime.words(breach.at)) if nobody acts")
    }
    for breach in outlook.breachesLost {
      lines.append("    the promise \"\(breach.clock)\" would no longer be broken on \(LocalTime.words(breach.at))")
    }
    if let (before, after) = outlook.closing {
      lines.append("    closes, if nobody acts: \(words(before, after))")
    }
    return lines
  }

  private static func words(_ before: Instant?, _ after: Instant?) -> String {
    "\(before.map(LocalTime.words) ?? "never") to \(after.map(LocalTime.words) ?? "never")"
  }

  /// The last line: what it comes to in all.
  func end(_ summary: CalendarSummary) {
    switch format {
    case .json: Shell.print(JSONValue.object(summary.json).serialized())
    case .text: for line in Self.lines(summary) { Shell.print(line) }
    }
  }

  private static func lines(_ summary: CalendarSummary) -> [String] {
    let names = summary.calendars.joined(separator: ", ")
    let dates = "\(count(summary.timers, "date")) of \(count(summary.cases, "open case"))"
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
      let verb = summary.earlier == 1 ? "moves" : "move"
      lines.append("\(summary.earlier) of the dates \(verb) earlier: whoever was told the later one should be told.")
    }
    if let breaches = summary.breaches, !names.isEmpty {
      lines.append(
        "If nobody acts: \(breaches.gained) breaches gained and \(breaches.lost) lost; "
          + "\(count(summary.closings, "case")) would close at another time.")
    }
    if summary.unreadable > 0 {
      lines.append("\(count(summary.unreadable, "case")) could not be read and stay as they are.")
    }
    return lines
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
