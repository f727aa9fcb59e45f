import Casework
import TestKit
import Testing
import WorkflowFiles

@Suite("The shipped workflows read without a finding") struct ReaderShippedTests {
  private var folder: String { Checkout.root.appending(path: "Workflows").path }

  @Test func `every workflow, its messages and its scenarios`() throws {
    let names = try Checkout.folders(below: "Workflows").subtracting(["calendars"])
    #expect(
      names == [
        "supply-chain-concern", "authority-concern", "late-payment", "spot-check", "review",
        "recommendation-follow-up",
      ])
    for name in names.sorted() {
      let loaded = WorkflowFolder.load(
        "\(folder)/\(name)", calendars: ["england-and-wales", "scotland", "northern-ireland"])
      #expect(loaded.findings.isEmpty)
      let reading = WorkflowReader.read(try #require(loaded.source))
      #expect(reading.findings.isEmpty, "\(reading.findings.map(\.description).joined(separator: "\n"))")
      let workflow = try #require(reading.workflow)
      #expect(workflow.name == name)
      let scenarios = ScenarioFolder.load("\(folder)/\(name)", workflow: workflow)
      #expect(scenarios.findings.isEmpty, "\(scenarios.findings.map(\.description).joined(separator: "\n"))")
      #expect(!scenarios.entries.isEmpty)
    }
  }

  @Test(arguments: try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted())
  func `check has nothing to say of it that calls for a change`(_ name: String) throws {
    let source = try #require(WorkflowFolder.load("\(folder)/\(name)").source)
    let findings = WorkflowCheck.findings(of: WorkflowReader.read(source))
    let others = findings.filter { $0.severity != .note }
    #expect(others.isEmpty, "\(others.map(\.description).joined(separator: "\n"))")
  }

  @Test(arguments: try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted())
  func `every part of a workflow has its place`(_ name: String) throws {
    let source = try #require(WorkflowFolder.load("\(folder)/\(name)").source)
    let reading = WorkflowReader.read(source)
    let workflow = try #require(reading.workflow)
    let places = reading.places
    #expect(places.states.count == workflow.chart.states.count)
    #expect(places.transitions.count == workflow.chart.transitions.count)
    #expect(places.fields.count == workflow.fields.count)
    #expect(places.parties.count == workflow.parties.count)
    #expect(places.clocks.count == workflow.clocks.count)
    #expect(places.effects.count == workflow.effects.count)
    #expect(Set(places.templates.keys) == Set(workflow.templates.keys))
    for transition in workflow.chart.transitions {
      #expect(places.transitions[transition.number].targets.count == transition.targets.count)
      #expect((places.transitions[transition.number].guard != nil) == (transition.guard != nil))
    }
  }
}
