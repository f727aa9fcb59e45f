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

  @Option(name: .customLong("by"), help: "The role in which it is sent.")
  var role: String?

  @Option(help: "The name of the sender's account, for the history.")
  var name: String?

  @Option(help: "A JSON object: what the sender filled in.")
  var data: String?

  @Option(help: "field=value: one field that the sender filled in; true, false and whole numbers are taken as such.")
  var set: [String] = []

  @Option(help: "An identifier of this request (a UUID): the same request sent twice has its effect once.")
  var eventID: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    var object = data == nil ? JSONObject() : try OpeningData.read(data)
    for assignment in set {
      guard let equals = assignment.firstIndex(of: "=") else {
        throw ValidationError("--set takes field=value")
      }
      object[String(assignment[..<equals])] = Self.value(of: assignment[assignment.index(after: equals)...])
    }
    let form = object
    try await CaseRequests.perform(
      .send(event: event, data: form.isEmpty ? nil : .object(form)), on: reference,
      by: Actor(role: role, name: name), eventID: eventID, database, format)
  }

  private static func value(of text: Substring) -> JSONValue {
    switch text {
    case "true": true
    case "false": false
    default: Int64(text).map(JSONValue.integer) ?? .string(String(text))
    }
  }
}
