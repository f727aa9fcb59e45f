import Casework
import Engine
import JSON

/// What is for the account alone that a token is of, and what suppliers said of the scheme.
struct PersonalOperations: Sendable {
  var operations: [APIOperation] { [feed, feedback] }

  private var feed: APIOperation {
    APIOperation(
      id: "renewFeed", method: .put, path: "/feed", scope: .readCases, topic: "Cases",
      summary: "Make the address of the account's calendar of deadlines (iCalendar)",
      details: "Whoever has the address can read it, and it is told this once. It ends the one before.",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "The address.", schema: .object([APIField("url", .text())], isOpen: true))
      ]
    ) { call in
      try call.requireUnbound()
      return .json(["url": .string(try await FeedPages(site: call.site).renew(for: call.account))])
    }
  }

  private var feedback: APIOperation {
    APIOperation(
      id: "listFeedback", method: .get, path: "/feedback", scope: .readCases, topic: "Cases",
      summary: "List what suppliers said once their cases had ended, never of which case, the newest first",
      parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.feedback.page)]
    ) { call in
      try call.requireUnbound()
      guard Permission.workCases.isGiven(to: call.account) else { throw Refusal.forbidden }
      let all = try await call.site.store.transaction { try $0.feedback(limit: FeedbackReport.most) }
      return .json(
        try APICursor.page(all, call) { said -> JSONObject in
          [
            "given_on": .string(DayWords.date(of: said.givenAt).description), "workflow": .string(said.workflow),
            "satisfaction": .integer(Int64(said.satisfaction.rawValue)),
            "improvement": said.improvement.map(JSONValue.string) ?? .null,
          ]
        })
    }
  }
}
