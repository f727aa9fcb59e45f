import Casework
import CivilTime
import JSON
import Testing
import WorkflowFiles
import WorkingTime

/// A workflow that a test writes out, and a case of it.
enum Written {
  /// A Monday in winter time, at ten.
  static let start = "2026-03-02T10:00:00Z"
  static let id = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0007))

  /// England's Easter, so that holidays count for something.
  static let calendar = WorkingCalendar(
    name: "office", years: 2026...2027,
    holidays: [(3, "Good Friday"), (6, "Easter Monday")].compactMap { day, title in
      CivilDate(year: 2026, month: 4, day: day).map { Holiday($0, title) }
    })

  /// The workflow, with the two messages `hello` and `reminder`.
  static func workflow(_ text: String) throws -> Workflow {
    let files = [("hello", "Subject: Hello\n\nHello.\n"), ("reminder", "Subject: Soon\n\nBy {{ due }}.\n")].map {
      MessageFile(file: "\($0.0).mustache", name: $0.0, text: $0.1)
    }
    let head = "workflow: w\ntitle: W\ncalendar: office\n"
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: head + text, messages: files))
    let errors = reading.findings.filter { $0.severity == .error }.map(\.description)
    return try #require(reading.workflow, "\(errors.joined(separator: "\n"))")
  }

  static func facts(at instant: String = start, contacts: [Contact] = []) throws -> Facts {
    Facts(
      now: try #require(Instant(rfc3339: instant)), calendar: calendar, directory: Directory(contacts: contacts),
      enforcesRoles: false)
  }

  /// A case of the workflow, opened at `start`.
  static func simulation(
    of workflow: Workflow, data: JSONObject = [:], facts: Facts? = nil
  ) throws -> Simulation {
    try Simulation(of: workflow, opening: data, as: id, by: Actor(role: nil), facts: try facts ?? Self.facts())
  }
}
