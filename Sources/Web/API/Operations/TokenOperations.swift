import Engine
import JSON

/// The token itself, for whoever holds it.
struct TokenOperations: Sendable {
  private static let topic = "Tokens"

  var operations: [APIOperation] {
    [
      APIOperation(
        id: "showToken", method: .get, path: "/token", scope: nil, topic: Self.topic,
        summary: "Show what your token may do, and until when",
        answers: [APIOperation.Answer(status: .ok, words: "The token.", schema: .named(.token))]
      ) { call in .json(.object(Self.json(try Self.token(call)))) },
      APIOperation(
        id: "revokeToken", method: .delete, path: "/token", scope: nil, topic: Self.topic,
        summary: "Make your token useless, as when it may be known to others",
        answers: [APIOperation.Answer(status: .noContent, words: "It is of no use any more.")]
      ) { call in
        let token = try Self.token(call)
        _ = try await call.site.store.transaction { try $0.revokeToken(token.key) }
        return WebResponse(.noContent)
      },
    ]
  }

  private static func token(_ call: APICall) throws(Refusal) -> AccessToken {
    guard case .program(let token, _) = call.request.principal else {
      throw Refusal(.forbidden, "You have come without a token", "Send one: Authorization: Bearer …", code: "no-token")
    }
    return token
  }

  static func json(_ token: AccessToken) -> JSONObject {
    [
      "name": .string(token.name), "holder": .string(token.holder),
      "scopes": .array(token.scopes.map(JSONValue.string)),
      "organisation": token.organisation.map(JSONValue.string) ?? .null, "made_at": .string(token.madeAt.rfc3339),
      "ends_at": .string(token.endsAt.rfc3339),
    ]
  }
}
