import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse case open`.
struct CaseOpen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a case from a file.",
    discussion: """
      The file is YAML or JSON: {workflow: NAME, data: {…}}.

      Example: recourse case open --file Workflows/supply-chain-concern/examples/concern-01.yaml
      """)

  @Option(help: "What the case is opened with; - is standard input.")
  var file: String

  @Option(help: "The workflow, where the file does not name it.")
  var workflow: String?

  @Option(name: .customLong("by"), help: "The role in which it is opened.")
  var role = "case-manager"

  @Option(help: "An identifier of this request (a UUID): the same request sent twice opens one case.")
  var eventID: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let given = try OpeningData.readFile(file)
    guard let name = workflow ?? given.workflow else {
      throw ValidationError("the file names no workflow: give --workflow")
    }
    let eventID = try RequestIdentity.event(eventID)
    try await database.withStore { store in
      let service = CaseService(store: store, library: Library(reader: FileDefinitionReader()))
      let answer = try await service.handle(
        CaseRequest(
          caseID: RequestIdentity.caseID(for: eventID), eventID: eventID,
          action: .open(workflow: name, data: given.data),
          actor: Actor(role: role)))
      Shell.print(
        format == .json ? JSONValue.object(answer.record.json).serialized() : answer.record.reference.description)
    }
  }
}
