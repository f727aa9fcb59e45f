import Casework
import CivilTime
import Foundation
import JSON
import TestKit
import Testing
import WorkflowFiles

/// One example of one workflow, by the name of its file.
struct ExampleName: Sendable, CustomTestStringConvertible {
  let workflow: String
  let file: String

  var testDescription: String { "\(workflow)/\(file)" }

  static var all: [ExampleName] {
    get throws {
      try Shipped.names.flatMap { name in
        try Checkout.files(below: "Workflows/\(name)/examples").filter { $0.hasSuffix(".yaml") }
          .map { ExampleName(workflow: name, file: $0.split(separator: "/").last.map(String.init) ?? $0) }
      }
    }
  }

  func opening() throws -> JSONObject {
    let diagnostics = Diagnostics()
    let path = "Workflows/\(workflow)/examples/\(file)"
    let example = ScenarioReader(diagnostics: diagnostics).example(Array(try Checkout.text(of: path).utf8), file: path)
    return try #require(example, "\(diagnostics.findings.map(\.description))").data
  }
}

@Suite struct ShippedSilenceTests {
  /// More deadlines than any case has before it ends; the updates every 20 working days count as well.
  private static let patience = 200

  @Test func `every shipped workflow has examples`() throws {
    #expect(Set(try ExampleName.all.map(\.workflow)) == Set(try Shipped.names))
  }

  @Test(arguments: try ExampleName.all)
  func `whatever has happened to a case, it has an owner and a next date, and silence brings it to an end`(
    _ example: ExampleName
  ) throws {
    let workflow = try Shipped.workflow(example.workflow)
    let opening = try example.opening()
    let contacts = Self.contacts(of: workflow, opening)
    for seed in 1...40 {
      var walk = RandomWalk(seed: UInt64(seed), contacts: contacts)
      var simulation = try Self.simulation(of: workflow, opening, contacts)
      for _ in 0..<(seed % 20) where !simulation.case.session.isDone {
        _ = RandomWalk.perform(walk.act(in: simulation), in: &simulation)
        Self.expectOwnerAndDate(simulation, seed)
      }
      for _ in 0..<Self.patience where !simulation.case.session.isDone {
        guard RandomWalk.perform(.nextTimer, in: &simulation) else { break }
        Self.expectOwnerAndDate(simulation, seed)
      }
      #expect(simulation.case.session.isDone, "seed \(seed): \(workflow.chart.leaves(simulation.case.session))")
    }
  }

  private static func expectOwnerAndDate(_ simulation: Simulation, _ seed: Int) {
    let (workflow, session) = (simulation.workflow, simulation.case.session)
    guard !session.isDone else { return }
    let place = "seed \(seed): \(workflow.chart.leaves(session))"
    #expect(workflow.owner(of: session) != nil, "\(place) has no owner")
    #expect(!simulation.case.timers.isEmpty, "\(place) has no next date")
  }

  private static func simulation(of workflow: Workflow, _ opening: JSONObject, _ contacts: [Contact]) throws
    -> Simulation
  {
    try Simulation(
      of: workflow, opening: opening, as: Play.id, by: Actor(role: nil),
      facts: Facts(
        now: try #require(Instant(rfc3339: Play.start)), calendar: try Shipped.calendar(of: workflow),
        directory: Directory(contacts: contacts)))
  }

  /// Somebody in every role of the workflow, at every organisation that the example names.
  private static func contacts(of workflow: Workflow, _ opening: JSONObject) -> [Contact] {
    let named = opening.compactMap { $0.value.stringValue }
    return named.flatMap { organisation in
      workflow.parties.compactMap(\.directoryRole).map {
        Contact(organisation: organisation, role: $0, name: "The \($0)", email: "\($0)@office.example")
      }
    }
  }
}
