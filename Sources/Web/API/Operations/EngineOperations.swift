import Casework
import CivilTime
import Engine
import JSON

/// What runs cases: overdue timers, what waits to be handed over, what could not be.
struct EngineOperations: Sendable {
  let site: Site

  private static let topic = "Engine"

  var operations: [APIOperation] { [timers, order, outbox, retry] }

  private var timers: APIOperation {
    APIOperation(
      id: "listOverdueTimers", method: .get, path: "/timers", scope: .operate, topic: Self.topic,
      summary: "List overdue timers, the parked ones first",
      parameters: [.query("parked", .flag, "Only those that wait for a person."), .limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.timer.page)]
    ) { call in
      try call.requireUnbound()
      let found = try await TimerDesk(store: call.site.store, library: call.site.library)
        .overdue(onlyParked: call.values["parked"] == true, limit: try Self.reach(call))
      return WebResponse.json(try APICursor.page(found, call, Self.json))
    }
  }

  private var order: APIOperation {
    APIOperation(
      id: "orderTimers", method: .post, path: "/timers/orders", scope: .operate, topic: Self.topic,
      summary: "Try timers of a case again, pass them over, or end them",
      details: "A timer that was retried, skipped or cancelled runs no more, so the same order does nothing again.",
      body: .json(
        .object([
          APIField("reference", .text(length: 1...40)),
          APIField("action", .choice(TimerOrder.Action.allCases.map(\.rawValue))),
          .maybe("timer", .text(length: 1...200), "Its name; all that are overdue where nothing is said."),
          APIField("reason", .text(length: 1...2_000)),
        ])),
      answers: [
        APIOperation.Answer(
          status: .ok, words: "What became of each timer.",
          schema: .object(
            [
              APIField("reference", .text()),
              APIField(
                "timers",
                .list(.object([APIField("timer", .text()), APIField("refusal", .optional(.text()))], isOpen: true))),
            ], isOpen: true))
      ], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let site = call.site
      guard let reference = CaseReference(call.text("reference") ?? ""),
        let id = try await site.store.transaction({ try $0.caseID(of: reference) }),
        let action = TimerOrder.Action(rawValue: call.text("action") ?? "")
      else { throw CaseOperations.wrong("reference", "is the reference of no case") }
      let order = TimerDesk.Order(
        action, timer: call.text("timer"), reason: call.text("reason") ?? "",
        actor: Actor(role: call.account.roles.first, name: call.account.name))
      let answer = try await TimerDesk(store: site.store, library: site.library).carryOut(order, on: id)
      let timers = answer.timers.map { timer -> JSONValue in
        ["timer": .string(timer.name), "refusal": timer.refusal.map(JSONValue.string) ?? .null]
      }
      return .json(["reference": .string(reference.description), "timers": .array(timers)])
    }
  }

  private var outbox: APIOperation {
    APIOperation(
      id: "listOutbox", method: .get, path: "/outbox", scope: .operate, topic: Self.topic,
      summary: "List what waits to be handed over, or what was given up to people",
      details: "Neither readers nor texts are shown.",
      parameters: [
        .query("state", .choice(["waiting", "dead"]), "What was given up is `dead`, which is also the default."),
        .limit, .cursor,
      ],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.outboxItem.page)]
    ) { call in
      try call.requireUnbound()
      let (isWaiting, limit) = (call["state"] == "waiting", try Self.reach(call))
      let found = try await call.site.store.transaction { transaction in
        try isWaiting ? transaction.waitingItems(limit: limit) : transaction.deadLetters(limit: limit)
      }
      return WebResponse.json(try APICursor.page(found, call, Self.json))
    }
  }

  /// How far a list is read: to the end of the page that is asked for, and one more to know whether it goes on.
  private static func reach(_ call: APICall) throws(Refusal) -> Int {
    min(try APICursor.position(call["cursor"]), EngineLimits.listedCases) + call.limit + 1
  }

  private var retry: APIOperation {
    APIOperation(
      id: "retryItems", method: .post, path: "/outbox/retries", scope: .operate, topic: Self.topic,
      summary: "Have items that were given up tried again",
      details: "What waits already or was sent stays as it is, so that asking twice does nothing twice.",
      body: .json(
        .object([
          APIField("items", .list(.text(length: 1...200), most: EngineLimits.requestBatch)),
          .maybe("reason", .text(length: 1...2_000), "What has changed since; it stands in the history of each case."),
        ])),
      answers: [
        APIOperation.Answer(
          status: .ok, words: "What became of each: queued, waiting, sent or unknown.",
          schema: .object(
            [
              APIField(
                "items",
                .list(.object([APIField("item", .text()), APIField("outcome", .text())], isOpen: true)))
            ], isOpen: true))
      ]
    ) { call in
      try call.requireUnbound()
      let named = (call.body["items"]?.arrayValue ?? []).compactMap(\.stringValue)
      let ids = named.compactMap(OutboxItem.ID.init)
      let known = Array(Set(ids)).sorted()
      let outcomes =
        known.isEmpty
        ? []
        : try await OutboxService.retry(
          known, reason: call.text("reason"), by: Actor(role: call.account.roles.first, name: call.account.name),
          in: call.site.store)
      let became = Dictionary(zip(known, outcomes).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
      let items = named.map { name -> JSONValue in
        let outcome = OutboxItem.ID(name).flatMap { became[$0] } ?? .unknown
        return ["item": .string(name), "outcome": .string(outcome.rawValue)]
      }
      return .json(["items": .array(items)])
    }
  }

  private static func json(_ timer: TimerDesk.OverdueTimer) -> JSONObject {
    [
      "reference": .string(timer.reference.description), "workflow": .string(timer.workflow),
      "timer": timer.timer.map(JSONValue.string) ?? .null, "due": .string(timer.due.rfc3339),
      "lag_seconds": .integer(timer.lag.components.seconds), "parked": timer.parked.map(JSONValue.string) ?? .null,
      "next_attempt": timer.nextAttempt.map { .string($0.rfc3339) } ?? .null,
    ]
  }

  private static func json(_ item: OutboxItem) -> JSONObject {
    [
      "item": .string(item.id.description), "case": .string(CaseReference(of: item.caseID).description),
      "kind": .string(item.kind.rawValue), "attempts": .integer(Int64(item.attempts)),
      "written_at": .string(item.writtenAt.rfc3339), "next_at": item.availableAt.map { .string($0.rfc3339) } ?? .null,
      "given_up_at": item.givenUpAt.map { .string($0.rfc3339) } ?? .null,
      "failure": item.failure.map(JSONValue.string) ?? .null,
    ]
  }
}
