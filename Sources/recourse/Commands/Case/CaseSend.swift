import ArgumentParser
import Casework
import Engine
import Expression
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

  @Option(help: "A JSON object, or the path of a JSON or YAML file: what the sender filled in.")
  var data: String?

  @Option(help: "field=value: one field that the sender filled in.")
  var set: [String] = []

  @Option(help: "An identifier of this request (a UUID): the same request sent twice has its effect once.")
  var eventID: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let given = data == nil ? JSONObject() : try OpeningData.read(data)
    let assignments = try set.map { assignment in
      guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex else {
        throw ValidationError("--set takes field=value")
      }
      return (field: String(assignment[..<equals]), text: String(assignment[assignment.index(after: equals)...]))
    }
    let event = event
    try await CaseRequests.perform(
      { workflow in
        var form = given
        for (name, text) in assignments {
          form[name] = Self.value(of: text, as: workflow.fields.first { $0.name == name }?.type ?? .dyn)
        }
        return .send(event: event, data: form.isEmpty ? nil : .object(form))
      }, on: reference, by: Actor(role: role, name: name), eventID: eventID, database, format)
  }

  /// What somebody typed, as the JSON that a field of a type takes; text where it does not look like it.
  private static func value(of text: String, as type: Type) -> JSONValue {
    switch type {
    case .wrapper(let type): value(of: text, as: type)
    case .bool: text == "true" ? true : text == "false" ? false : .string(text)
    case .int, .uint, .double: JSONValue(number: text) ?? .string(text)
    case .decimal, .string, .bytes, .timestamp, .duration, .date, .list, .map, .dyn, .null, .type, .optional, .opaque,
      .parameter, .error, .unknown:
      .string(text)
    }
  }
}
