import Casework
import CivilTime
import JSON
import Testing

@Suite struct RandomWalkTests {
  private static let opening: JSONObject = [
    "supplier_name": "Secret Supplies Ltd", "supplier_email": "jo@secret.example", "authority_name": "Cabinet Office",
    "authority_type": "department", "nation": "england", "department": "Cabinet Office", "contract_title": "Pencils",
    "prime_name": "Hidden Prime plc", "prime_email": "pat@hidden.example", "tried_prime": true,
    "issue": "contract-management", "sub_issue": "payment", "summary": "Unpaid.", "happened_on": "2026-01-12",
  ]

  private static let contacts = ["Cabinet Office", "Ministry of Justice"].flatMap { organisation in
    ["contract-manager", "commercial-director", "senior-owner", "authority-contact"].map {
      Contact(organisation: organisation, role: $0, name: "The \($0)", email: "\($0)@office.example")
    }
  }

  private static func simulation(_ workflow: Workflow) throws -> Simulation {
    let facts = Facts(
      now: try #require(Instant(rfc3339: "2026-03-02T10:00:00Z")), calendar: try Shipped.calendar(of: workflow),
      directory: Directory(contacts: contacts))
    return try Simulation(of: workflow, opening: opening, as: Play.id, by: Actor(role: "supplier"), facts: facts)
  }

  @Test func `whatever happens to a case, its document stands for it, and its history keeps the confidential out`()
    throws
  {
    let workflow = try Shipped.workflow("supply-chain-concern")
    var (steps, ends) = (0, Set<[String]>())
    for seed in 1...200 {
      var walk = RandomWalk(seed: UInt64(seed), contacts: Self.contacts)
      var simulation = try Self.simulation(workflow)
      for _ in 0..<60 where !simulation.case.session.isDone {
        let act = walk.act(in: simulation)
        let before = simulation.case
        guard RandomWalk.perform(act, in: &simulation) else {
          #expect(simulation.case == before)
          continue
        }
        steps += simulation.updates.count
        try Self.check(simulation)
      }
      if simulation.case.session.isDone { ends.insert(workflow.chart.leaves(simulation.case.session)) }
    }
    // The walks are worth something: they get about, and many come to an end.
    #expect(steps > 1_000)
    #expect(ends.count >= 5, "\(ends)")
  }

  private static func check(_ simulation: Simulation) throws {
    let (workflow, one) = (simulation.workflow, simulation.case)
    let document = CaseDocument.document(of: one, workflow)
    let text = JSONValue.object(document).serialized()
    let read = try #require(JSONValue(parsing: text).objectValue)
    let again = try CaseDocument.case(
      one.id, from: read, workflow, revision: one.revision, openedAt: one.openedAt, closedAt: one.closedAt)
    // Compared first, as the difference of two cases is long to print.
    let isSame = again == one
    #expect(isSame, "\(text)")
    #expect(JSONValue.object(CaseDocument.document(of: again, workflow)).serialized() == text)
    #expect(one.session.isDone == (one.closedAt != nil))
    #expect(one.session.isDone == one.timers.isEmpty, "an open case has a next date, and a closed one has none")
    #expect(one.session.isDone || workflow.owner(of: one.session) != nil, "an open case has an owner")
    for update in simulation.updates {
      var payload = update.entry.payload
      payload["data"] = nil
      let told = JSONValue.object(payload).serialized()
      for secret in ["Secret", "secret.example", "Hidden", "hidden.example"] { #expect(!told.contains(secret)) }
    }
  }

  @Test func `the same things done to the same case come to the same, step by step`() throws {
    let workflow = try Shipped.workflow("supply-chain-concern")
    let again = try Shipped.workflow("supply-chain-concern")
    for seed in 100...110 {
      var walk = RandomWalk(seed: UInt64(seed), contacts: Self.contacts)
      var (one, other) = (try Self.simulation(workflow), try Self.simulation(again))
      for _ in 0..<40 {
        let act = walk.act(in: one)
        #expect(RandomWalk.perform(act, in: &one) == RandomWalk.perform(act, in: &other))
        #expect(one.case == other.case)
        #expect(one.updates.map(\.entry) == other.updates.map(\.entry))
        #expect(one.updates.map(\.effects) == other.updates.map(\.effects))
        #expect(one.updates.map(\.outputs) == other.updates.map(\.outputs))
      }
    }
  }
}
