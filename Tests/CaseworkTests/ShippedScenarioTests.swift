import Foundation
import TestKit
import Testing
import WorkflowFiles

/// One scenario of one workflow, by the name of its file.
struct ScenarioName: Sendable, CustomTestStringConvertible {
  let workflow: String
  let file: String

  var testDescription: String { "\(workflow)/\(file)" }

  static var all: [ScenarioName] {
    get throws {
      try Shipped.names.flatMap { name in
        try Checkout.files(below: "Workflows/\(name)/scenarios").filter { $0.hasSuffix(".yaml") }
          .map { ScenarioName(workflow: name, file: $0.split(separator: "/").last.map(String.init) ?? $0) }
      }
    }
  }
}

@Suite struct ShippedScenarioTests {
  @Test(arguments: try ScenarioName.all) func `the shipped workflow does what its scenario tells`(_ name: ScenarioName)
    throws
  {
    let workflow = try Shipped.workflow(name.workflow)
    let folder = ScenarioFolder.load(Shipped.path(of: name.workflow), workflow: workflow)
    let entry = try #require(
      folder.entries.first { $0.file.hasSuffix("/" + name.file) }, "\(folder.findings.map(\.description))")
    let difference = ScenarioRunner(workflow: workflow, calendar: try Shipped.calendar(of: workflow)).firstDifference(
      in: entry)
    #expect(difference == nil)
  }

  @Test func `every shipped workflow has scenarios`() throws {
    let told = Set(try ScenarioName.all.map(\.workflow))
    #expect(told == Set(try Shipped.names))
  }
}
