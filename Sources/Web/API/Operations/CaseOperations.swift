import Casework
import Cryptography
import Engine
import JSON

/// Cases: found and shown.
struct CaseOperations: Sendable {
  let site: Site

  static let topic = "Cases"

  var operations: [APIOperation] { [list, show] + acts + moreActs + together + sight + documents + identity }

  private var show: APIOperation {
    APIOperation(
      id: "showCase", method: .get, path: "/cases/{reference}", scope: .readCases, topic: Self.topic,
      summary: "Show a case",
      details: "Where it stands, what it accepts now, which timers and clocks run, and its data.",
      answers: [
        APIOperation.Answer(status: .ok, words: "The case.", schema: .named(.caseDetail), hasTag: true)
      ]
    ) { call in
      let id = try await Self.find(call)
      let site = call.site
      return try await site.store.transaction { transaction in
        guard let record = try transaction.look(at: [id], for: []).cases.first else { throw Refusal.notFound }
        let sight = try CaseSight(of: id, site.library, transaction)
        var object = record.json
        let view = try CaseView(workflow: sight.workflow, case: sight.case, facts: sight.facts).json
        for (key, value) in view { object[key] = value }
        let withheld = Withheld(sight.workflow)
        object["data"] = .object(withheld.without(view["data"]?.objectValue ?? JSONObject()))
        object["withheld"] = .array(withheld.fields.map(JSONValue.string))
        return .json(.object(object)).with("ETag", "\"\(record.revision)\"")
      }
    }
  }

  /// The case that the address names.
  ///
  /// - Throws: `Refusal` where there is none, the token may see no cases, or its account has an interest in this one.
  static func find(_ call: APICall) async throws -> CaseID {
    try call.requireUnbound()
    guard let reference = CaseReference(call["reference"] ?? "") else { throw Refusal.notFound }
    let (account, library) = (call.account.name, call.site.library)
    let id = try await call.site.store.transaction { transaction -> CaseID? in
      guard let id = try transaction.caseID(of: reference),
        let record = try transaction.look(at: [id], for: []).cases.first
      else { return nil }
      // Hardly any case has one: the others are not read through for it.
      if record.document.contains("\"interests\"") {
        let workflow = try library.workflow(record.version, transaction)
        guard try !record.case(workflow).isBarred(account) else { throw Self.barred }
      }
      return id
    }
    guard let id else { throw Refusal.notFound }
    return id
  }

  private static let barred = Refusal(
    .forbidden, "The account has an interest in this case",
    "It is declared, so that nothing of the case is shown to it. A colleague can withdraw the declaration.",
    code: "barred")
}
