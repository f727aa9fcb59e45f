import Casework
import Engine
import JSON
import PostgresStore

/// One request on one case, and its answer on standard output.
enum CaseRequests {
  static func perform(
    _ action: @escaping @Sendable (Workflow) -> CaseRequest.Action, on reference: String, by actor: Actor,
    eventID: String?,
    _ database: DatabaseOptions, _ format: OutputFormat
  ) async throws {
    let eventID = try RequestIdentity.event(eventID)
    try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      let workflow = try await store.transaction { transaction in
        guard let record = try transaction.look(at: [id], for: []).cases.first else { throw CaseFailure.unknownCase }
        return try library.workflow(record.version, transaction)
      }
      let answer = try await CaseService(store: store, library: library).handle(
        CaseRequest(caseID: id, eventID: eventID, action: action(workflow), actor: actor))
      switch format {
      case .json: Shell.print(JSONValue.object(answer.record.json).serialized())
      case .text:
        let next = answer.record.nextDue.map { ", next \(LocalTime.minute($0))" } ?? ""
        Shell.print("\(answer.record.reference)  \(answer.record.states.joined(separator: ", "))\(next)")
        if answer.isRepetition { Shell.complain("This was sent before; nothing was done again.") }
      }
    }
  }
}
