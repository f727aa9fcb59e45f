import Casework
import CivilTime
import Engine
import JSON

/// One case as a colleague would tell it: a line for each thing that happened, below it whom it was told.
struct Diary {
  let name: String
  let record: CaseRecord
  let journal: [JournalEntry]
  let messages: [OutboxItem]
  /// What the script calls the cases.
  let names: [CaseID: String]
  let zone: ZoneRules

  var lines: [String] {
    var lines = [heading]
    for entry in journal {
      lines.append("  " + line(entry))
      for item in messages where item.id.revision == entry.revision && item.content.kind == .message {
        lines.append("      " + line(item))
      }
    }
    return lines + [""]
  }

  private var heading: String {
    var heading = "\(name): \(record.workflow), \(record.states.joined(separator: " + "))"
    if let assignee = record.assignee { heading += ", with \(assignee)" }
    if let due = record.nextDue { heading += ", next on \(hour(due))" }
    if record.closedAt != nil { heading += ", closed" }
    if record.parked != nil { heading += ", parked" }
    return heading
  }

  private func line(_ entry: JournalEntry) -> String {
    var line = "\(hour(entry.at)) \(entry.kind.rawValue) \(entry.name)"
    if let role = entry.actor.role { line += " by \(role)" }
    if let person = entry.actor.name, entry.actor != .engine { line += " \(person)" }
    if let states = entry.payload["states"]?.arrayValue?.compactMap(\.stringValue) {
      line += " > " + states.joined(separator: " + ")
    }
    if let faults = entry.payload["faults"]?.arrayValue?.compactMap(\.stringValue) {
      line += " (\(faults.joined(separator: "; ")))"
    }
    return line
  }

  private func line(_ item: OutboxItem) -> String {
    guard case .object(let message)? = try? JSONValue(parsing: item.content.payload) else { return "unreadable" }
    let text = { (key: String) in message[key]?.stringValue }
    let reader = text("name") ?? text("queue").map { "queue of \($0)" } ?? "nobody"
    return "\(text("template") ?? "?") to \(text("party") ?? "?"): \(reader)" + (item.sentAt == nil ? ", not sent" : "")
  }

  /// Such as `Mon 30 Mar 09:15`. To the nearest minute: the clock runs on while the test works, if only for moments.
  private func hour(_ instant: Instant) -> String {
    let civil = zone.civil(at: instant.advanced(bySeconds: 30))
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(days[civil.date.weekday - 1]) \(two(civil.date.day)) \(months[civil.date.month - 1])"
    return day + " \(two(civil.secondOfDay / 3600)):\(two(civil.secondOfDay / 60 % 60))"
  }
}
