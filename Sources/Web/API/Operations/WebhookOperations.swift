import Casework
import Engine
import JSON

/// Those who want to be called where something happens to cases.
struct WebhookOperations: Sendable {
  private static let topic = "Webhooks"

  var operations: [APIOperation] { [list, make, show, end, rotate, ping, deliveries, retry] }

  private static let one = APIOperation.Answer(
    status: .ok, words: "The webhook.", schema: .named(.webhook), hasTag: true)

  private var list: APIOperation {
    APIOperation(
      id: "listWebhooks", method: .get, path: "/webhooks", scope: .webhooks, topic: Self.topic,
      summary: "List the webhooks that were ever made, the first first", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.webhook.page)]
    ) { call in
      try call.requireUnbound()
      let all = try await call.site.store.transaction { try $0.subscriptions() }
      return WebResponse.json(try APICursor.page(all, call) { Self.json($0) })
    }
  }

  private var make: APIOperation {
    APIOperation(
      id: "makeWebhook", method: .post, path: "/webhooks", scope: .webhooks, topic: Self.topic,
      summary: "Have an address called wherever something happens to a case",
      details: """
        Calls are cloud events (CloudEvents 1.0, JSON) with the signatures of Standard Webhooks: `webhook-id`, \
        `webhook-timestamp` and `webhook-signature`. They say which case, what kind of thing, where the case stands and \
        where to read more, and never who raised it. Each comes at least once, in no certain order: `revision` tells. What \
        is not taken with a status of 2xx is tried again for about a day. The secret is in this answer alone.
        """,
      body: .json(
        .object([
          APIField("name", .text(length: 1...100)), APIField("url", .text(length: 1...500), "Begins with https://."),
          .maybe(
            "kinds", .list(.choice(Announcement.Kind.ofCases.map(\.rawValue)), most: 50),
            "What it hears of; all where there is none."),
        ])),
      answers: [
        APIOperation.Answer(
          status: .created, words: "The webhook, with its secret where the request made it just now.",
          schema: .named(.webhook), hasTag: true)
      ], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      do {
        let made = try await Self.desk(call).make(
          call.text("name") ?? "", url: call.text("url") ?? "",
          kinds: call.texts("kinds").compactMap(Announcement.Kind.init), by: call.account.name, as: call.event.id)
        return Self.answer(made.subscription, .created, withSecret: made.isNew)
          .with("Location", "/api/v1/webhooks/\(made.subscription.id)")
      } catch let refusal as SubscriptionDesk.Refusal {
        throw CaseOperations.wrong(refusal.field, refusal.problem)
      }
    }
  }

  private var show: APIOperation {
    APIOperation(
      id: "showWebhook", method: .get, path: "/webhooks/{id}", scope: .webhooks, topic: Self.topic,
      summary: "Show a webhook", answers: [Self.one]
    ) { call in Self.answer(try await Self.find(call)) }
  }

  private var end: APIOperation {
    APIOperation(
      id: "endWebhook", method: .post, path: "/webhooks/{id}/ending", scope: .webhooks, topic: Self.topic,
      summary: "End a webhook: nobody is called any more", isConditional: true, answers: [Self.one]
    ) { call in
      let known = try await Self.find(call)
      try call.require(Self.tag(known))
      return Self.answer(try await Self.desk(call).end(known.id, by: call.account.name) ?? known)
    }
  }

  private var rotate: APIOperation {
    APIOperation(
      id: "rotateWebhookSecret", method: .post, path: "/webhooks/{id}/secrets", scope: .webhooks, topic: Self.topic,
      summary: "Give a webhook another secret",
      details:
        "The one before signs as well for a day, so that the receiver can change over; until then there is no third.",
      answers: [Self.one]
    ) { call in
      let known = try await Self.find(call)
      do {
        guard let changed = try await Self.desk(call).rotate(known.id) else { throw Self.over }
        return Self.answer(changed, withSecret: true)
      } catch let refusal as SubscriptionDesk.Refusal {
        throw Refusal(.conflict, "Two secrets are valid already", "The secret \(refusal.problem).", code: "rotating")
      }
    }
  }

  private var ping: APIOperation {
    APIOperation(
      id: "pingWebhook", method: .post, path: "/webhooks/{id}/pings", scope: .webhooks, topic: Self.topic,
      summary: "Call a webhook with something that tells of nothing",
      details: "What came of it stands in its deliveries.",
      answers: [APIOperation.Answer(status: .accepted, words: "It is on its way.", schema: .named(.webhook))]
    ) { call in
      let known = try await Self.find(call)
      guard try await Self.desk(call).ping(known.id, as: call.event.id) != nil else { throw Self.over }
      return .json(.object(Self.json(known)), .accepted)
    }
  }

  private var deliveries: APIOperation {
    APIOperation(
      id: "listDeliveries", method: .get, path: "/webhooks/{id}/deliveries", scope: .webhooks, topic: Self.topic,
      summary: "List what a webhook was told, or will be, the last first",
      details: "What is over goes after a month.", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.delivery.page)]
    ) { call in
      let known = try await Self.find(call)
      let reach = try APICursor.position(call["cursor"])
      guard reach < EngineLimits.listedCases else { return .json(APICursor.page([], next: nil)) }
      let limit = reach + call.limit + 1
      let found = try await call.site.store.transaction { try $0.announcements(of: known.id, limit: limit) }
      return WebResponse.json(try APICursor.page(found, call, Self.json))
    }
  }

  private var retry: APIOperation {
    APIOperation(
      id: "retryDeliveries", method: .post, path: "/webhooks/{id}/retries", scope: .webhooks, topic: Self.topic,
      summary: "Take a webhook that failed for too long into use again, and try what was given up once more",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "How many wait again.",
          schema: .object([APIField("waiting", .integer(0...Int64.max))], isOpen: true))
      ]
    ) { call in
      let known = try await Self.find(call)
      guard let count = try await Self.desk(call).retry(known.id) else { throw Self.over }
      return .json(["waiting": .integer(Int64(count))])
    }
  }

  // MARK: What they share

  private static let over = Refusal(
    .conflict, "The webhook was ended", "Make another one.", code: "ended")

  private static func desk(_ call: APICall) -> SubscriptionDesk {
    SubscriptionDesk(store: call.site.store, rules: call.site.subscriptions)
  }

  private static func find(_ call: APICall) async throws -> Subscription {
    try call.requireUnbound()
    guard let id = UniqueID(call["id"] ?? ""),
      let found = try await call.site.store.transaction({ try $0.subscription(id) })
    else { throw Refusal.notFound }
    return found
  }

  private static func answer(
    _ subscription: Subscription, _ status: WebResponse.Status = .ok, withSecret: Bool = false
  ) -> WebResponse {
    var object = json(subscription)
    if withSecret { object["secret"] = .string(subscription.secret) }
    return .json(.object(object), status).with("ETag", "\"\(tag(subscription))\"")
  }

  private static func tag(_ subscription: Subscription) -> String {
    // What only says how it goes is no change of it.
    var settled = subscription
    settled.failingSince = nil
    return DirectoryOperations.tag(of: json(settled))
  }

  private static func json(_ subscription: Subscription) -> JSONObject {
    [
      "id": .string(subscription.id.description), "name": .string(subscription.name), "url": .string(subscription.url),
      "kinds": .array(subscription.kinds.map { .string($0.rawValue) }), "owner": .string(subscription.owner),
      "made_at": .string(subscription.madeAt.rfc3339),
      "former_secret_until": subscription.formerEndsAt.map { .string($0.rfc3339) } ?? .null,
      "failing_since": subscription.failingSince.map { .string($0.rfc3339) } ?? .null,
      "ended_at": subscription.endedAt.map { .string($0.rfc3339) } ?? .null,
      "ended_because": subscription.endedBecause.map(JSONValue.string) ?? .null,
    ]
  }

  private static func json(_ delivery: Announcement) -> JSONObject {
    let reference = delivery.standing == nil ? nil : CaseReference(of: delivery.id.caseID).description
    return [
      "id": .string(delivery.eventID), "kind": .string(delivery.kind.rawValue),
      "reference": reference.map(JSONValue.string) ?? .null, "at": .string(delivery.at.rfc3339),
      "attempts": .integer(Int64(delivery.attempts)), "next_at": delivery.dueAt.map { .string($0.rfc3339) } ?? .null,
      "sent_at": delivery.sentAt.map { .string($0.rfc3339) } ?? .null,
      "given_up_at": delivery.givenUpAt.map { .string($0.rfc3339) } ?? .null,
      "failure": delivery.failure.map(JSONValue.string) ?? .null,
    ]
  }
}
