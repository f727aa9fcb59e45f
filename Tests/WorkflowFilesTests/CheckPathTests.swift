import Casework
import TestKit
import Testing
import WorkflowFiles

@Suite("A finding's path leads to what it says") struct CheckPathTests {
  @Test(arguments: Fixture.all) func `every path can be walked in a simulation`(fixture: Fixture) throws {
    try walkAll(fixture.reading)
  }

  @Test(arguments: try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted())
  func `the paths of the shipped workflows can be walked`(_ name: String) throws {
    let folder = Checkout.root.appending(path: "Workflows/\(name)").path
    let reading = WorkflowReader.read(try #require(WorkflowFolder.load(folder).source))
    try walkAll(reading)
  }

  private func walkAll(_ reading: WorkflowReading) throws {
    guard let workflow = reading.draft else { return }
    for finding in WorkflowCheck.findings(of: reading) {
      guard let path = finding.trace else { continue }
      if finding.code == .endlessLoop {
        #expect(throws: Simulation.Refusal.self) { try CheckReplay(path, of: workflow) }
        continue
      }
      // What a clock or a property promised is not a place in which a case stands.
      if [.clockTooShort, .propertyNever, .propertyAlways].contains(finding.code) {
        _ = try CheckReplay(path, of: workflow)
        continue
      }
      let end = try CheckReplay(path, of: workflow).simulation.case.session
      let active = try #require(state(of: finding, reading.places, workflow))
      #expect(workflow.chart.isActive(active, in: end), "\(finding)")
    }
  }

  /// The state in which a case is to be that shows a finding.
  private func state(of finding: Diagnostic, _ places: WorkflowPlaces, _ workflow: Workflow) -> String? {
    if let number = places.states.firstIndex(of: finding.place) { return workflow.chart.states[number].id }
    let transition = places.transitions.firstIndex {
      [$0.transition, $0.trigger, $0.guard].contains(finding.place)
    }
    return transition.map { workflow.chart.states[workflow.chart.transitions[$0].source].id }
  }
}
