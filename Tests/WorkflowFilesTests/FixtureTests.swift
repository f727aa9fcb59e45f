import Testing
import WorkflowFiles

@Suite("A broken workflow is told what is wrong with it, where, and what to do") struct FixtureTests {
  @Test(arguments: Fixture.all) func `every finding of every broken workflow is worded and placed as expected`(
    fixture: Fixture
  ) {
    let found = WorkflowCheck.findings(of: fixture.reading).map { $0.description + "\n" }.joined()
    #expect(found == fixture.expected)
  }

  @Test func `there are at least eighty broken workflows, each with something wrong`() {
    #expect(Fixture.all.count >= 80)
    #expect(Fixture.all.allSatisfy { !$0.expected.isEmpty })
  }

  /// Codes that no fixture has, each for a reason.
  private let elsewhere: [DiagnosticCode: String] = [
    .notChecked: "said where a proof can't be had",
    .propertyAlways: "a proof, planted elsewhere",
    .propertyUnproved: "the workflow would have too many cases",
    .unreadableFile: "a file that is not there can't be a fixture",
    .fileTooLarge: "the file would have over two million bytes",
    .tooManyStates: "the file would have two thousand states",
    .tooManyTransitions: "the file would have ten thousand transitions",
    .tooManyExpressions: "the file would have twenty thousand expressions",
    .tooManyFields: "the file would have a thousand fields",
    .tooManyFiles: "the folder would have a thousand files",
    .tooManyCases: "the workflow would take seconds to look through",
    .notAStatechart: "the reader foresees every mistake that is known",
    .malformedTable: "a workflow is no table", .wrongCount: "a workflow is no table",
    .missingCell: "a workflow is no table", .unknownColumn: "a workflow is no table",
    .repeatedRow: "a workflow is no table", .wrongCell: "a workflow is no table",
    .unknownOrganisation: "only registers name organisations", .unknownContract: "only registers name contracts",
    .unknownDeputy: "only registers name deputies",
    .changedText: "only a stored version can have been changed",
  ]

  @Test func `every code of a workflow's findings occurs in some broken workflow`() {
    let found = Set(Fixture.all.flatMap { WorkflowCheck.findings(of: $0.reading).map(\.code) })
    for code in DiagnosticCode.allCases where !found.contains(code) {
      #expect(elsewhere[code] != nil, "no fixture shows \(code.rawValue)")
    }
    for code in elsewhere.keys { #expect(!found.contains(code), "\(code.rawValue) has a fixture after all") }
  }

  @Test(arguments: Fixture.all) func `every finding but a note says what to do`(fixture: Fixture) {
    for finding in WorkflowCheck.findings(of: fixture.reading) where finding.severity != .note {
      #expect(finding.remedy?.isEmpty == false)
    }
  }
}
