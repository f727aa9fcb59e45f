import Casework
import CivilTime
import Diagrams
import JSON
import Statechart
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

@Suite struct CasePathTests {
  private static let staff = Actor(role: "case-manager")

  /// A case of the shipped workflow in virtual time, with everything that happened to it.
  private struct Life {
    var simulation: Simulation
    var journal: [JournalEntry] = []
    var taken: Set<Int> = []

    init(_ workflow: Workflow) throws {
      let now = try #require(Instant(rfc3339: "2026-03-02T10:00:00Z"))
      let calendar = try #require(CasePathTests.calendars[workflow.calendar])
      let facts = Facts(now: now, calendar: calendar, directory: Directory())
      simulation = try Simulation(
        of: workflow, opening: CasePathTests.concernData,
        as: CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001)),
        by: Actor(role: "supplier"), facts: facts)
      note()
    }

    mutating func send(_ name: String, _ data: JSONObject = [:]) throws {
      try simulation.send(name, data: .object(data), by: CasePathTests.staff)
      note()
    }

    mutating func wait(_ delay: Delay) throws {
      try simulation.advance(by: delay)
      note()
    }

    private mutating func note() {
      for update in simulation.updates {
        journal.append(update.entry)
        for case .took(let number) in update.outputs {
          if !simulation.workflow.chart.transitions[number].targets.isEmpty { taken.insert(number) }
        }
      }
    }
  }

  private static let calendars: CalendarSet = {
    let path = "Workflows/calendars/england-and-wales.json"
    let bytes = (try? Checkout.text(of: path)).map { Array($0.utf8) } ?? []
    return CalendarSet(reading: [(name: "england-and-wales.json", bytes: bytes)], diagnostics: Diagnostics())
  }()

  private static let concernData: JSONObject = [
    "authority_name": "An authority", "authority_type": "department", "nation": "england", "department": "a",
    "contract_title": "Cleaning", "prime_name": "A prime", "tried_prime": true, "issue": "contract-management",
    "sub_issue": "payment", "summary": "Late", "happened_on": "2026-02-01",
  ]

  private static func concern() throws -> Life {
    var life = try Life(try Sketch.shipped("supply-chain-concern"))
    try life.send("accept", ["disclosable_summary": "Late."])
    try life.send("consent", ["consent_prime": false])
    return life
  }

  @Test func `a path is exactly the transitions that were taken, by people, by silence and through choices`() throws {
    var life = try Self.concern()
    try life.wait(.workingDays(30))
    let path = CasePath(life.journal, through: life.simulation.workflow)
    #expect(path.taken == life.taken)
    #expect(
      path.current
        == Set(
          life.simulation.workflow.chart.leaves(life.simulation.case.session).compactMap(
            life.simulation.workflow.chart.state)))
    #expect(life.taken.count > 6)
  }

  @Test func `a path through a withdrawal and back is found as well, and ends where the case ends`() throws {
    var life = try Self.concern()
    try life.send("withdraw")
    try life.send("continue-without-supplier", ["reason": "Others wait too."])
    try life.send("start-drafting")
    try life.send("insufficient-information", ["reason": "Nothing there."])
    let path = CasePath(life.journal, through: life.simulation.workflow)
    #expect(path.taken == life.taken)
    #expect(path.isClosed)
  }

  @Test func `the picture marks where the case stands, where it was and since when`() throws {
    let life = try Self.concern()
    let workflow = life.simulation.workflow
    let path = CasePath(life.journal, through: workflow)
    let text = DotDiagram(Moves(workflow), path: path, zone: Sketch.zone).text
    let here = text.split(separator: "\n").filter { $0.contains("Here since 2 March 2026") }
    #expect(here.count == 1)
    #expect(here.first?.contains("#ffdd00") == true)
    #expect(text.contains("Reached 2 March 2026"))
    let diagram = DotDiagram(Moves(workflow), path: path, zone: Sketch.zone)
    #expect(diagram.focus.count == 1)
    #expect(diagram.focus.allSatisfy { id in here.first?.contains("\(id) [") == true })
    #expect(DotDiagram(Moves(workflow), zone: Sketch.zone).focus == ["start0"])
    let thick = text.split(separator: "\n").filter { $0.contains("->") && $0.contains("penwidth=4") }
    #expect(thick.count == 6, "\(thick.joined(separator: "\n"))")
    let table = StepTable(Moves(workflow), path: path, zone: Sketch.zone)
    #expect(table.rows.filter(\.isCurrent).count == 1)
    #expect(table.text.contains("(the case is here, reached 2 March 2026)"))
    #expect(MermaidDiagram(Moves(workflow), path: path, zone: Sketch.zone).text.contains(" current"))
  }
}
