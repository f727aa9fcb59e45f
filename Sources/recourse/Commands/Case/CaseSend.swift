import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse case send`.
struct CaseSend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: "Sends a case an event, as a button would.",
    discussion: """
      Example: recourse case send 7KQ-4FM-X2PC accept --by case-manager --set disclosable_summary="Paid late"
      """)

  @Argument(help: "The case's reference.")
  var reference: String

  @Argument(help: "The event's name.")
  var event: String

  @Option(help: "A JSON object, or the path of a JSON or YAML file: what the sender filled in.")
  var data: String?

  @Option(help: "field=value: one field that the sender filled in.")
  var set: [String] = []

  @Option(help: "An identifier of this request (a UUID): the same request sent twice has its effect once.")
  var eventID: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let given = data == nil ? JSONObject() : try OpeningData.read(data)
    let assignments = try FieldText.assignments(set)
    let event = event
    try await CaseRequests(references: [reference], actor: actor, usually: nil, eventID: eventID, format: format) {
      workflow, _ in
      let form = FieldText.data(assignments, over: given, workflow)
      return .send(event: event, data: form.isEmpty ? nil : .object(form))
    }.perform(database)
  }
}
