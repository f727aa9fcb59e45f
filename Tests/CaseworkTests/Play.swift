import Casework
import CivilTime
import JSON
import Testing
import WorkflowFiles
import WorkingTime

/// A case of a workflow that a test writes out, in virtual time.
struct Play {
  private(set) var simulation: Simulation

  /// A Monday in winter time, at ten.
  static let start = "2026-03-02T10:00:00Z"
  static let id = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0007))

  /// England's Easter, so that holidays count for something.
  static let calendar = WorkingCalendar(
    name: "office", years: 2026...2027,
    holidays: [(3, "Good Friday"), (6, "Easter Monday")].compactMap { day, title in
      CivilDate(year: 2026, month: 4, day: day).map { Holiday($0, title) }
    })

  /// - Parameters:
  ///   - messages: templates by name; `hello` is always there.
  ///   - contacts: who is registered.
  init(
    _ text: String, messages: [String: String] = [:], data: JSONObject = [:], start: String = Play.start,
    contacts: [Contact] = [], enforcesRoles: Bool = true
  ) throws {
    let workflow = try Self.workflow(text, messages: messages)
    let facts = Facts(
      now: try #require(Instant(rfc3339: start)), calendar: Self.calendar, directory: Directory(contacts: contacts),
      enforcesRoles: enforcesRoles)
    simulation = try Simulation(of: workflow, opening: data, as: Self.id, by: Actor(role: nil), facts: facts)
  }

  static func workflow(_ text: String, messages: [String: String] = [:]) throws -> Workflow {
    let all = messages.merging(["hello": "Subject: Hello\n\nHello.\n", "reminder": "Subject: Soon\n\nBy {{ due }}.\n"])
    {
      given, _ in given
    }
    let files = all.sorted { $0.key < $1.key }.map {
      MessageFile(file: "\($0.key).mustache", name: $0.key, text: $0.value)
    }
    let head = "workflow: w\ntitle: W\ncalendar: office\n"
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: head + text, messages: files))
    let errors = reading.findings.filter { $0.severity == .error }.map(\.description)
    let workflow = reading.workflow
    return try #require(workflow, "\(errors.joined(separator: "\n"))")
  }

  mutating func send(_ event: String, by role: String? = "desk", _ data: JSONValue? = nil) throws {
    try simulation.send(event, data: data, by: Actor(role: role))
  }

  /// What the sender of something that is refused is told.
  mutating func refusal(of event: String, by role: String? = "desk", _ data: JSONValue? = nil) -> String? {
    do {
      try send(event, by: role, data)
      return nil
    } catch let refusal as Simulation.Refusal {
      return refusal.description
    } catch {
      return "\(error)"
    }
  }

  mutating func at(_ instant: String) throws { try simulation.advance(to: try #require(Instant(rfc3339: instant))) }

  mutating func pause(by name: String? = nil) throws {
    try simulation.pause(reason: "a holiday", by: Actor(role: "desk", name: name))
  }

  mutating func resume() throws { try simulation.resume(by: Actor(role: "desk")) }

  /// A version of the calendar with other holidays.
  mutating func change(holidays: [(String, String)], keepsDates: Bool) throws {
    let calendar = WorkingCalendar(
      name: "office", years: Self.calendar.years,
      holidays: holidays.compactMap { date, title in CivilDate(iso8601: date).map { Holiday($0, title) } })
    try simulation.change(calendar: calendar, version: 2, keepsDates: keepsDates)
  }

  mutating func act(_ act: CaseAct, by name: String? = "okafor", as role: String? = "desk") throws {
    try simulation.act(act, by: Actor(role: role, name: name))
  }

  /// Why an event is refused to a person; nil where it is taken.
  mutating func refusal(of event: String, in role: String, by name: String?) -> String? {
    do {
      try simulation.send(event, data: nil, by: Actor(role: role, name: name))
      return simulation.updates.first?.isAccepted == true ? nil : "ignored"
    } catch {
      return error.description
    }
  }

  /// Why an act is refused; nil where it is done.
  mutating func refusal(of act: CaseAct, by name: String? = "okafor", as role: String? = "desk") -> String? {
    do {
      try self.act(act, by: name, as: role)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The case as it comes back from its document.
  func reread() throws -> Case {
    let kept = simulation.case
    return try CaseDocument.case(
      kept.id, from: CaseDocument.document(of: kept, simulation.workflow), simulation.workflow,
      revision: kept.revision, openedAt: kept.openedAt, closedAt: kept.closedAt)
  }

  mutating func register(_ contacts: [Contact]) { simulation.change(directory: Directory(contacts: contacts)) }

  var states: [String] { simulation.workflow.chart.leaves(simulation.case.session) }

  /// The running timers: name and instant, the next first.
  var timers: [String] {
    get throws { try simulation.timers().map { "\(simulation.workflow.timerName($0.timer)) \($0.due.rfc3339)" } }
  }

  /// The messages of the last input.
  var messages: [Message] {
    simulation.updates.flatMap(\.effects).compactMap { if case .notify(let message) = $0 { message } else { nil } }
  }

  /// The history's lines of the last input.
  var entries: [JournalEntry] { simulation.updates.map(\.entry) }

  subscript(field: String) -> JSONValue? {
    zip(simulation.workflow.fields, simulation.case.session.data).first { $0.0.name == field }?.1.plainJSON
  }
}
