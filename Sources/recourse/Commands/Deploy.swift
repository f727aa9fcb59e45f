import ArgumentParser
import Engine
import JSON
import WorkflowFiles

/// `recourse deploy`: a workflow's version, checked and kept for good.
struct Deploy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks workflows and keeps them: new cases use them, running cases keep the version they have.",
    discussion: """
      A workflow whose cases start cases of others is deployed after those. One of them that nobody has deployed, or \
      workflows that start one another in a circle, are refused.

      With --dry-run it also says in which ways each differs from the version that new cases use, and what that would \
      mean for open cases; see recourse diff.

      Example: recourse deploy Workflows/supply-chain-concern --dry-run
      """)

  @Argument(help: "Workflow folders, or folders of such folders.")
  var paths: [String]

  @Flag(help: "Says what would be deployed, and changes nothing.")
  var dryRun = false

  @Flag(help: "With --dry-run: lists each open case that would feel it, with its dates.")
  var cases = false

  @Option(help: "text or json: a line for each workflow.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let given = try WorkflowPaths.expand(paths).map { try Deployment(path: $0) }
    let webhooks = Set(try database.settings.webhooks.keys)
    try await database.withStore { store in
      let loaded = try await Deployment.inOrderOfStarts(given, in: store)
      for warning in loaded.flatMap({ $0.warnings(webhooks: webhooks) }) { Shell.complain("warning: \(warning)") }
      for deployment in loaded {
        let outcome = try await deployment.deploy(to: store, dryRun: dryRun)
        switch format {
        case .json:
          var json = outcome.json
          if let change = try await deployment.change(outcome, in: store) {
            json["difference"] = .object(try await change.json(effectIn: store, listsCases: cases))
          }
          Shell.print(JSONValue.object(json).serialized())
        case .text:
          for finding in outcome.findings { Shell.complain(finding.description) }
          Shell.print(outcome.words)
          for line in outcome.stays { Shell.print(line) }
          guard let change = try await deployment.change(outcome, in: store) else { continue }
          Shell.print("")
          try await change.print(effectIn: store, listsCases: cases)
        }
      }
    }
  }
}
