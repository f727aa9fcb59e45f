import Casework
import Engine
import JSON

// What is done with many cases at once: each for itself, and what one refuses hinders no other.
extension CaseOperations {
  var together: [APIOperation] { [assignCases, handOver] }

  private static let outcomes = APIOperation.Answer(
    status: .ok, words: "What became of each.",
    schema: .object(
      [
        APIField(
          "items",
          .list(
            .object(
              [APIField("reference", .text()), APIField("done", .flag), APIField("refusal", .optional(.text()))],
              isOpen: true)))
      ], isOpen: true))

  private var assignCases: APIOperation {
    APIOperation(
      id: "assignCases", method: .post, path: "/cases/assignments", scope: .writeCases, topic: Self.topic,
      summary: "Give many cases to somebody to look after",
      body: .json(
        .object([
          APIField("references", .list(.text(length: 1...40), most: EngineLimits.requestBatch)),
          APIField("to", .optional(.text(length: 1...64)), "An account; null gives them back to the queue."),
          .maybe("reason", .text(length: 1...2_000)), Self.role,
        ])), answers: [Self.outcomes], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let named = call.texts("references")
      let (to, ids) = try await call.site.store.transaction { transaction in
        (
          try call.text("to").map { try Self.colleague($0, in: "to", transaction) },
          try named.map { try CaseReference($0).flatMap { try transaction.caseID(of: $0) } }
        )
      }
      var rows: [(String, CaseID?)] = []
      var seen: Set<CaseID> = []
      for (name, id) in zip(named, ids) where id.map({ seen.insert($0).inserted }) ?? true { rows.append((name, id)) }
      return try await Self.carryOut(.act(.assign(CaseAssignment(to: to, reason: call.text("reason")))), on: rows, call)
    }
  }

  private var handOver: APIOperation {
    APIOperation(
      id: "handOverCases", method: .post, path: "/cases/handovers", scope: .writeCases, topic: Self.topic,
      summary: "Hand all open cases of one person to another",
      details:
        "At most \(EngineLimits.requestBatch) with one request; where there were as many, ask again with a new key.",
      body: .json(
        .object([
          APIField("from", .text(length: 1...64), "Whose cases."),
          APIField("to", .optional(.text(length: 1...64)), "Who gets them; null gives them back to the queue."),
          .maybe("workflow", .text(length: 1...200), "Only those of one workflow."),
          APIField("reason", .text(length: 1...2_000)), Self.role,
        ])), answers: [Self.outcomes], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let giver = Person.key(call.text("from") ?? "")
      let (to, records) = try await call.site.store.transaction { transaction in
        (
          try call.text("to").map { try Self.colleague($0, in: "to", transaction) },
          try transaction.cases(
            matching: CaseFilter(workflow: call.text("workflow"), assignee: giver, limit: EngineLimits.requestBatch))
        )
      }
      if let to, Person.isSame(to, giver) { throw Self.wrong("to", "is whose cases they are") }
      let action = CaseRequest.Action.act(
        .assign(CaseAssignment(to: to, where: .of(giver), reason: call.text("reason"))))
      return try await Self.carryOut(action, on: records.map { ($0.reference.description, $0.id) }, call)
    }
  }

  private static func carryOut(
    _ action: CaseRequest.Action, on cases: [(reference: String, id: CaseID?)], _ call: APICall
  ) async throws -> WebResponse {
    let (library, ids) = (call.site.library, cases.compactMap(\.id))
    let workflows = try await call.site.store.transaction { transaction in
      let records = try transaction.look(at: ids, for: []).cases
      return Dictionary(
        try records.map { ($0.id, try library.workflow($0.version, transaction)) },
        uniquingKeysWith: { first, _ in first })
    }
    let requests = try ids.map { id in
      CaseRequest(
        caseID: id, eventID: call.event(for: id), action: action, actor: try call.actor(for: action, workflows[id]))
    }
    let answers = requests.isEmpty ? [] : try await call.site.cases.handle(requests)
    let outcomes = Dictionary(zip(ids, answers).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    let items = cases.map { reference, id -> JSONValue in
      var refusal: String? = "there is no such case"
      if let id, let outcome = outcomes[id] {
        if case .failure(let failure) = outcome { refusal = failure.description } else { refusal = nil }
      }
      return [
        "reference": .string(reference), "done": .bool(refusal == nil),
        "refusal": refusal.map(JSONValue.string) ?? .null,
      ]
    }
    return .json(["items": .array(items)])
  }
}
