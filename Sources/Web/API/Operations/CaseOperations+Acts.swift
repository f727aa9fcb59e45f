import Casework
import Engine
import JSON
import WorkingTime

// What is done with cases.
extension CaseOperations {
  var acts: [APIOperation] {
    [
      open,
      act(
        "sendEvent", "events", "Send a case an event, as a button would",
        [
          APIField("event", .text(length: 1...200)),
          .maybe("data", .map(.anything), "What the event's form asks for; see `accepts` of the case."),
        ]
      ) { call, _ in .send(event: call.text("event") ?? "", data: call.body["data"]) },
      act(
        "assignCase", "assignment", "Give a case to somebody to look after",
        [
          APIField("to", .optional(.text(length: 1...64)), "An account; null gives it back to the queue."),
          .maybe("from", .optional(.text(length: 1...64)), "Whose it must be now; null: nobody's."),
          .maybe("reason", .text(length: 1...2_000)),
        ]
      ) { call, transaction in
        let to = try call.text("to").map { try Self.colleague($0, in: "to", transaction) }
        let condition: CaseAssignment.Condition =
          switch call.body["from"] {
          case nil: .anybodys
          case .some(let from): from.stringValue.map { .of(Person.key($0)) } ?? .nobodys
          }
        return .act(.assign(CaseAssignment(to: to, where: condition, reason: call.text("reason"))))
      },
      act(
        "noteOnCase", "notes", "Write a note into a case",
        [
          APIField("text", .text(length: 1...20_000)),
          .maybe("disclosable", .flag, "Whether those concerned may read it some day; false where nothing is said."),
        ]
      ) { call, _ in .act(.note(call.text("text") ?? "", isDisclosable: call.body["disclosable"] == true)) },
      act("pauseCase", "pause", "Stop a case's clocks", [APIField("reason", .text(length: 1...2_000))]) { call, _ in
        .pause(reason: call.text("reason") ?? "")
      },
      act("resumeCase", "resume", "Let a case's clocks run on", []) { _, _ in .resume },
      act(
        "extendDeadline", "extension", "Give a running deadline more time, which somebody else has approved",
        [
          APIField("for", .text(length: 1...40), "How much more, such as `5 working days`."),
          APIField("reason", .text(length: 1...2_000)), APIField("approver", .text(length: 1...64)),
          .maybe("deadline", .text(length: 1...200), "The state whose deadline it is; the innermost by default."),
        ]
      ) { call, transaction in
        let approver = try Self.colleague(call.text("approver") ?? "", in: "approver", transaction)
        do throws(DelayError) {
          return .act(
            .extend(
              DeadlineExtension(
                of: call.text("deadline"), by: try Delay(parsing: call.text("for") ?? ""),
                reason: call.text("reason") ?? "", approver: approver)))
        } catch {
          throw Self.wrong("for", "\(error.message); \(error.remedy)")
        }
      },
      act(
        "linkCase", "links", "Note on both sides that a case has to do with another one",
        [
          APIField("other", .text(length: 1...40), "The other case's reference."),
          APIField("relation", .choice(Self.relations), "What the other case is to this one."),
        ]
      ) { call, transaction in
        .act(
          .link(
            to: try Self.other("other", call, transaction),
            CaseLink.Relation(rawValue: call.text("relation") ?? "") ?? .related))
      },
      act(
        "mergeCase", "merger", "Close a case that is gone on with as another one",
        [APIField("into", .text(length: 1...40), "The reference of the case that goes on.")]
      ) { call, transaction in .act(.merge(into: try Self.other("into", call, transaction))) },
      act("reopenCase", "reopening", "Take up a closed case again", [APIField("reason", .text(length: 1...2_000))]) {
        call, _ in .act(.reopen(reason: call.text("reason") ?? ""))
      },
      act(
        "declareInterest", "interests", "Bar a person with a stake in a case from it",
        [
          .maybe("person", .text(length: 1...64), "An account; your own where nothing is said."),
          APIField("reason", .text(length: 1...2_000)),
        ]
      ) { call, _ in
        .act(
          .declareInterest(
            person: Person.key(call.text("person") ?? call.account.name), reason: call.text("reason") ?? ""))
      },
    ]
  }

  private static let relations = CaseLink.Relation.allCases.filter { $0 != .mergedInto && $0 != .mergedFrom }
    .map(\.rawValue)

  static let role = APIField.maybe(
    "role", .text(length: 1...200), "The role in which it is done: one of the account's. The first that may by default."
  )

  private var open: APIOperation {
    APIOperation(
      id: "openCase", method: .post, path: "/cases", scope: .writeCases, topic: Self.topic, summary: "Open a case",
      details: "By the version of its workflow that is in force; `form` of the workflow says what it asks for.",
      body: .json(
        .object([APIField("workflow", .text(length: 1...200)), APIField("data", .map(.anything)), Self.role])),
      answers: [
        APIOperation.Answer(
          status: .created, words: "The case, or the one that the same request has opened before.",
          schema: .named(.caseSummary), hasTag: true)
      ], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let (site, name, event) = (call.site, call.text("workflow") ?? "", call.event)
      let workflow = try await site.store.transaction { transaction -> Workflow? in
        try transaction.currentVersion(of: name).map { try site.library.workflow($0, transaction) }
      }
      guard let workflow else { throw Self.wrong("workflow", "is deployed under no such name") }
      let action = CaseRequest.Action.open(workflow: name, data: call.body["data"]?.objectValue ?? JSONObject())
      let answer = try await Self.ask(
        CaseRequest(
          caseID: CaseID(event.id), eventID: event, action: action, actor: try call.actor(for: action, workflow)), call)
      return answer.with("Location", "/api/v1/cases/\(CaseReference(of: CaseID(event.id)))")
    }
  }

  /// - Parameter make: what is asked of the case.
  func act(
    _ id: String, _ path: String, _ summary: String, _ fields: [APIField],
    _ make: @escaping @Sendable (APICall, any StoreTransaction) throws -> CaseRequest.Action
  ) -> APIOperation {
    APIOperation(
      id: id, method: .post, path: "/cases/{reference}/\(path)", scope: .writeCases, topic: Self.topic,
      summary: summary, body: .json(.object(fields + [Self.role])), isConditional: true,
      answers: [
        APIOperation.Answer(
          status: .ok, words: "The case as it stands now.", schema: .named(.caseSummary), hasTag: true)
      ], mayRefuse: true
    ) { call in
      let (caseID, site, seen) = (try await Self.find(call), call.site, try call.seen())
      let (action, workflow) = try await site.store.transaction { transaction in
        guard let record = try transaction.look(at: [caseID], for: []).cases.first else { throw Refusal.notFound }
        return (try make(call, transaction), try site.library.workflow(record.version, transaction))
      }
      return try await Self.ask(
        CaseRequest(
          caseID: caseID, eventID: call.event, action: action, actor: try call.actor(for: action, workflow),
          seen: seen), call)
    }
  }

  /// Does it, and answers with the case.
  static func ask(_ request: CaseRequest, _ call: APICall) async throws -> WebResponse {
    do {
      let answer = try await call.site.requests.handle(request)
      let isOpening = if case .open = request.action { true } else { false }
      return self.answer(answer, isOpening ? .created : .ok)
    } catch CaseFailure.movedOn {
      throw APICall.changed
    } catch CaseFailure.identifierUsed {
      throw Refusal(
        .conflict, "This key was used for something else",
        "Make a new Idempotency-Key for each thing that you want done.",
        code: "key-used")
    } catch CaseFailure.rejected(.data(let problems)) {
      throw Refusal(
        .unprocessable, "The data do not fit", "Correct the fields, and send it again.", code: "data",
        problems: Dictionary(problems.map { ("data.\($0.field)", $0.problem) }, uniquingKeysWith: { first, _ in first })
      )
    }
  }

  static func answer(_ answer: CaseAnswer, _ status: WebResponse.Status) -> WebResponse {
    var response = WebResponse.json(.object(answer.record.json), status)
      .with("ETag", "\"\(answer.record.revision)\"")
    if answer.isRepetition { response.headers.append(("Idempotent-Replayed", "true")) }
    return response
  }

  static func wrong(_ field: String, _ problem: String) -> Refusal { wrong([field: problem]) }

  static func wrong(_ problems: [String: String]) -> Refusal {
    Refusal(
      .unprocessable, "That was not accepted", "Correct what is wrong, and send it again.", code: "refused",
      problems: problems)
  }

  static func colleague(
    _ name: String, in field: String, _ transaction: any StoreTransaction
  ) throws -> String {
    guard let user = try transaction.user(named: Person.key(name)), user.disabledAt == nil else {
      throw wrong(field, "is no account in use")
    }
    return user.name
  }

  private static func other(
    _ field: String, _ call: APICall, _ transaction: any StoreTransaction
  ) throws -> CaseID {
    guard let reference = CaseReference(call.text(field) ?? ""), let id = try transaction.caseID(of: reference) else {
      throw wrong(field, "is the reference of no case")
    }
    return id
  }
}
