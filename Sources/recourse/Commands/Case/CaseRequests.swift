import Casework
import Engine
import JSON
import PostgresStore

/// The same request on each of several cases, and a line for each on standard output.
struct CaseRequests {
  /// What to ask of a case, once its workflow is known.
  typealias Make = @Sendable (Workflow, any StoreTransaction) throws -> CaseRequest.Action

  let references: [String]
  let actor: ActorOptions
  /// The role of whoever says nothing of it.
  var usually: String? = "case-manager"
  var eventID: String?
  var format = OutputFormat.text
  let make: Make

  /// - Throws: `Answer` with status 1 where any was refused; for one case alone with the reason.
  func perform(_ database: DatabaseOptions) async throws {
    // Wrong usage is told before any database is looked for.
    _ = try RequestIdentity.event(eventID)
    try await database.withStore { try await perform(in: $0) }
  }

  func perform(in store: PostgresStore) async throws {
    guard eventID == nil || references.count == 1 else {
      throw Answer(status: 2, message: "recourse: --event-id is for one case")
    }
    let eventID = try RequestIdentity.event(eventID)
    let library = Library(reader: FileDefinitionReader())
    let service = CaseService(store: store, library: library)
    let account = try await store.transaction { [actor] in try actor.account(in: $0) }
    var failures = 0
    for reference in references {
      do {
        let id = try await CaseLookup.find(reference, in: store)
        let event = references.count == 1 ? eventID : try RequestIdentity.event(nil)
        let (action, workflow) = try await store.transaction { [make] transaction in
          guard let record = try transaction.look(at: [id], for: []).cases.first else { throw CaseFailure.unknownCase }
          let workflow = try library.workflow(record.version, transaction)
          return (try make(workflow, transaction), workflow)
        }
        let answer = try await service.handle(
          CaseRequest(
            caseID: id, eventID: event, action: action,
            actor: actor.actor(account, for: action, workflow, usually: usually)))
        tell(answer)
      } catch {
        let reason = Answer(to: error)
        guard references.count > 1, reason.status == 1 else { throw error }
        failures += 1
        tell(reason, of: reference)
      }
    }
    if failures > 0 { throw Answer.no("recourse: \(failures) of \(references.count) were refused") }
  }

  private func tell(_ answer: CaseAnswer) {
    switch format {
    case .json: Shell.print(JSONValue.object(answer.record.json).serialized())
    case .text:
      let next = answer.record.nextDue.map { ", next \(LocalTime.minute($0))" } ?? ""
      Shell.print("\(answer.record.reference)  \(answer.record.states.joined(separator: ", "))\(next)")
      if answer.isRepetition { Shell.complain("This was sent before; nothing was done again.") }
    }
  }

  private func tell(_ refusal: Answer, of reference: String) {
    let reason = (refusal.message ?? "refused").replacing("recourse: ", with: "", maxReplacements: 1)
    switch format {
    case .json:
      Shell.print(JSONValue.object(["reference": .string(reference), "refused": .string(reason)]).serialized())
    case .text: Shell.print("\(reference)  refused: \(reason.onOneLine)")
    }
  }
}
