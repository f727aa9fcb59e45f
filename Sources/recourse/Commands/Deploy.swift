import ArgumentParser
import Engine
import WorkflowFiles

/// `recourse deploy`: a workflow's version, checked and kept for good.
struct Deploy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks workflows and keeps them: new cases use them, running cases keep the version they have.",
    discussion: "Example: recourse deploy Workflows/supply-chain-concern --dry-run")

  @Argument(help: "Workflow folders, or folders of such folders.")
  var paths: [String]

  @Flag(help: "Says what would be deployed, and changes nothing.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let loaded = try WorkflowPaths.expand(paths).map { try Deployment(path: $0) }
    try await database.withStore { store in
      for deployment in loaded {
        let outcome = try await deployment.deploy(to: store, dryRun: dryRun)
        Shell.print(outcome)
      }
    }
  }
}
