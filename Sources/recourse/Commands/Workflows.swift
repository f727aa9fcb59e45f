import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse workflows`: what is deployed.
struct Workflows: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the deployed workflows and their versions.", subcommands: [List.self, Show.self])

  /// `recourse workflows list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the workflows, each with the version that new cases use and how many are open.",
      discussion: "Example: recourse workflows list")

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let versions = try await database.withStore { store in
        try await store.transaction { try $0.workflowVersions() }
      }
      let current = versions.filter(\.isCurrent)
      switch format {
      case .json: for version in current { Shell.print(JSONValue.object(version.json).serialized()) }
      case .text:
        let rows = current.map { version in
          let all = versions.filter { $0.workflow == version.workflow }
          return [
            version.workflow, version.digest.short, LocalTime.minute(version.deployedAt), String(all.count),
            String(all.reduce(0) { $0 + $1.openCases }),
          ]
        }
        for line in Shell.table([["WORKFLOW", "VERSION", "DEPLOYED", "VERSIONS", "OPEN CASES"]] + rows) {
          Shell.print(line)
        }
      }
    }
  }

  /// `recourse workflows show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows one workflow and all its versions, the last deployed first.",
      discussion: "Example: recourse workflows show supply-chain-concern")

    @Argument(help: "The workflow's name.")
    var name: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let name = name
      let (versions, workflow) = try await database.withStore { store in
        try await store.transaction { transaction in
          let versions = try transaction.workflowVersions().filter { $0.workflow == name }
          guard let current = versions.first(where: \.isCurrent), let bundle = try transaction.bundle(current.digest)
          else { throw CaseFailure.unknownWorkflow(name) }
          return (versions, try FileDefinitionReader().workflow(from: bundle))
        }
      }
      switch format {
      case .json:
        var object: JSONObject = [
          "workflow": .string(name), "title": .string(workflow.title),
          "description": workflow.description.map(JSONValue.string) ?? .null,
          "tags": .array(workflow.tags.map(JSONValue.string)),
        ]
        object["versions"] = .array(versions.map { .object($0.json) })
        Shell.print(JSONValue.object(object).serialized())
      case .text:
        Shell.print("\(name): \(workflow.title)")
        if let description = workflow.description { Shell.print(description) }
        if !workflow.tags.isEmpty { Shell.print("tags: \(workflow.tags.joined(separator: ", "))") }
        let rows = versions.map { version in
          [
            version.digest.description, LocalTime.minute(version.deployedAt), String(version.openCases),
            version.isCurrent ? "new cases use it" : "",
          ]
        }
        for line in Shell.table([["VERSION", "DEPLOYED", "OPEN CASES", ""]] + rows) { Shell.print(line) }
      }
    }
  }
}

extension WorkflowVersion {
  var json: JSONObject {
    [
      "workflow": .string(workflow), "digest": .string(digest.description), "deployed_at": .string(deployedAt.rfc3339),
      "current": .bool(isCurrent), "open_cases": .integer(Int64(openCases)),
    ]
  }
}
