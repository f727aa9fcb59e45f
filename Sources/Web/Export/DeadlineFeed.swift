import Casework
import CivilTime
import Engine
import WorkingTime

/// Deadlines as a calendar (RFC 5545). Each keeps its identifier for as long as its timer runs, so that a calendar
/// program moves it where the date moves.
struct DeadlineFeed: Sendable {
  struct Deadline: Sendable {
    /// Of the case and its timer.
    let id: String
    let date: CivilDate
    let title: String
    /// The case's page, without the site before it.
    let path: String
    /// Counts the steps of the case, so that a program knows the newer of two.
    let revision: Int
  }

  let title: String
  let deadlines: [Deadline]
  let address: String
  let now: Instant

  /// The deadlines that people of a case have to keep: neither reminders nor warnings.
  static func deadlines(of row: CaseRow, _ facts: Facts) throws -> [Deadline] {
    let words = TimerWords(row.workflow, row.case)
    let reference = row.record.reference.description
    return try row.workflow.timers(of: row.case, facts.calendar).compactMap { timer, due in
      guard words.isDeadline(timer) else { return nil }
      return Deadline(
        id: "\(row.record.id).\(timer.sequence)", date: DayWords.date(of: due),
        title: "\(reference): \(words.title(timer))", path: "/cases/\(reference)", revision: row.record.revision)
    }
  }

  var text: String {
    let host = address.split(separator: "/").last.map(String.init) ?? "recourse"
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Recourse//Deadlines//EN", "METHOD:PUBLISH",
      "X-WR-CALNAME:\(Self.escaped(title))", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for deadline in deadlines {
      lines += [
        "BEGIN:VEVENT", "UID:\(deadline.id)@\(host)", "DTSTAMP:\(Self.stamp(now))",
        "DTSTART;VALUE=DATE:\(Self.day(deadline.date))", "DTEND;VALUE=DATE:\(Self.day(deadline.date.adding(days: 1)))",
        "SEQUENCE:\(deadline.revision)", "SUMMARY:\(Self.escaped(deadline.title))", "URL:\(address)\(deadline.path)",
        "TRANSP:TRANSPARENT", "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private static func day(_ date: CivilDate) -> String { date.description.filter { $0 != "-" } }

  private static func stamp(_ instant: Instant) -> String {
    instant.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\n", with: "\\n")
  }

  /// At most 75 bytes a line; what follows begins with a blank (section 3.1).
  private static func folded(_ line: String) -> String {
    var folded = ""
    var count = 0
    for scalar in line.unicodeScalars {
      let width = String(scalar).utf8.count
      if count + width > 75 {
        folded += "\r\n "
        count = 1
      }
      folded.unicodeScalars.append(scalar)
      count += width
    }
    return folded
  }
}
