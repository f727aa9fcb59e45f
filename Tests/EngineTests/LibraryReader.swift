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

  /// A calendar's text is the last year that it covers.
  func calendar(named name: String, from texts: [String: String]) throws -> WorkingCalendar {
    calendarReadings.add(1, ordering: .relaxed)
    guard let year = texts[name].flatMap({ Int($0) }) else { throw Unreadable() }
    return WorkingCalendar(name: name, years: 2026...year, holidays: [])
  }
}
