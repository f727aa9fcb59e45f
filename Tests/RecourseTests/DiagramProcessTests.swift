import Foundation
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct DiagramProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `each form is written to a file or to standard output`() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/concern.svg"
    // The file's ending says what is wanted.
    try await Program.succeed("diagram", Self.workflow, "--output", file)
    let svg = try String(contentsOfFile: file, encoding: .utf8)
    #expect(svg.hasPrefix("<svg role=\"img\""))
    #expect(svg.contains("With the prime contractor") && !svg.contains(" style=") && !svg.contains("<script"))
    #expect(
      try await Program.succeed("diagram", Self.workflow, "--format", "mermaid").output.contains("stateDiagram-v2"))
    #expect(try await Program.succeed("diagram", Self.workflow, "--format", "scxml").output.hasPrefix("<?xml"))
    #expect(try await Program.succeed("diagram", Self.workflow).output.contains("whose move Prime contractor"))
    let dot = try await Program.succeed("diagram", Self.workflow, "--format", "dot").output
    #expect(dot.hasPrefix("digraph workflow {"))
    #expect(try await Program.run("diagram").status == 2)
    #expect(try await Program.run("diagram", Self.workflow, "--output", "/nowhere/at/all").status == 1)
  }

  @Test func `a case's own way is drawn on the version that it keeps`() async throws {
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let reference = try await Program.succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", url
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let told = try await Program.succeed("diagram", "--case", reference, "--database", url).output
    #expect(told.contains("Triage  (the case is here, reached"))
    let drawn = try await Program.succeed(
      "diagram", Self.workflow, "--case", reference, "--format", "svg", "--database", url
    ).output
    #expect(drawn.contains("Here since"))
  }
}
