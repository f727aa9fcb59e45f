import Casework
import CivilTime
import Engine
import Synchronization
import WorkflowFiles
import WorkingTime

/// Reads kept texts, and counts how often it was asked to.
final class LibraryReader: DefinitionReader {
  struct Unreadable: Error {}

  let workflowReadings = Atomic(0)
  let calendarReadings = Atomic(0)

  func workflow(from bundle: WorkflowBundle) throws -> Workflow {
    workflowReadings.add(1, ordering: .relaxed)
    guard let workflow = WorkflowReader.read(bundle).workflow else { throw Unreadable() }
    return workflow
  }

  func calendars(from texts: [String: String]) throws -> [String: WorkingCalendar] {
    try Dictionary(uniqueKeysWithValues: texts.keys.map { ($0, try read($0, from: texts)) })
  }

  func calendar(named name: String, from texts: [String: String]) throws -> WorkingCalendar {
    calendarReadings.add(1, ordering: .relaxed)
    return try read(name, from: texts)
  }

  /// A calendar's text is the last year that it covers, and its holidays, all in one line.
  private func read(_ name: String, from texts: [String: String]) throws -> WorkingCalendar {
    let words = (texts[name] ?? "").split(separator: " ").map(String.init)
    guard let year = words.first.flatMap({ Int($0) }) else { throw Unreadable() }
    let holidays = words.dropFirst().compactMap { CivilDate(iso8601: $0) }.map { Holiday($0, "Closed") }
    return WorkingCalendar(name: name, years: 2026...year, holidays: holidays)
  }
}
