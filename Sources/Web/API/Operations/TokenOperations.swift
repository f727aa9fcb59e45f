import Casework
import Cryptography
import Engine
import JSON

/// The token itself, for whoever holds it; and all of them, for those who look after accounts.
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
      }, list, make, revoke,
    ]
  }

  private var list: APIOperation {
    APIOperation(
      id: "listTokens", method: .get, path: "/tokens", scope: .keepAccounts, topic: Self.topic,
      summary: "List the tokens that were ever made, and none of their secrets", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.token.page)]
    ) { call in
      try call.requireUnbound()
      let tokens = try await call.site.store.transaction { try $0.tokens() }
      return .json(try APICursor.page(tokens, call, Self.json))
    }
  }

  private var make: APIOperation {
    APIOperation(
      id: "makeToken", method: .post, path: "/tokens", scope: .keepAccounts, topic: Self.topic,
      summary: "Make a token for an account",
      details: """
        Its secret is in this answer alone. A token makes none that may do what it may not do itself. Two tokens that are \
        in use have not the same name, so that what is sent again makes no second one.
        """,
      body: .json(
        .object([
          APIField("name", .text(length: 1...100)), APIField("holder", .text(length: 1...64), "The account."),
          APIField("scopes", .list(.choice(Scope.allCases.map(\.rawValue)), most: 20)),
          .maybe("organisation", .optional(.text(length: 1...200)), "Where it may reach the directory of one alone."),
          APIField("days", .integer(1...366), "For how many days it is of use."),
        ])),
      answers: [APIOperation.Answer(status: .created, words: "The token.", schema: .named(.token))], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let scopes = call.texts("scopes").reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let draft = TokenDraft(
        name: call.text("name") ?? "", holder: Person.key(call.text("holder") ?? ""),
        scopes: scopes.compactMap(Scope.init), organisation: call.text("organisation"),
        days: call.body["days"]?.integerValue ?? 0)
      if case .program(let own, _) = call.request.principal,
        let more = scopes.first(where: { !own.scopes.contains($0) })
      {
        throw Refusal(
          .forbidden, "This token may not do that itself", "Leave \(more) out, or have a person make the token.",
          code: "missing-scope")
      }
      let (token, secret) = try await call.site.store.transaction { transaction in
        let problems = draft.problems(try transaction.user(named: draft.holder))
        guard problems.isEmpty else {
          throw CaseOperations.wrong(Dictionary(problems.map { ($0.field, $0.problem) }) { first, _ in first })
        }
        let now = try transaction.currentTime()
        guard try !transaction.tokens().contains(where: { $0.name == draft.name && $0.isInUse(at: now) }) else {
          throw Refusal(
            .conflict, "There is a token of this name", "Choose another name, or revoke the one there is.",
            code: "token-exists")
        }
        return try draft.make(transaction)
      }
      var object = Self.json(token)
      object["secret"] = .string(secret)
      return .json(.object(object), .created).with("Location", "/api/v1/tokens")
    }
  }

  private var revoke: APIOperation {
    APIOperation(
      id: "revokeTokenOfAccount", method: .delete, path: "/tokens/{id}", scope: .keepAccounts, topic: Self.topic,
      summary: "Make a token useless, whosever it is",
      answers: [APIOperation.Answer(status: .noContent, words: "It is of no use any more.")]
    ) { call in
      try call.requireUnbound()
      guard let key = Hexadecimal.bytes(of: call["id"] ?? ""),
        try await call.site.store.transaction({ try $0.revokeToken(key) })
      else { throw Refusal.notFound }
      return WebResponse(.noContent)
    }
  }

  private static func token(_ call: APICall) throws(Refusal) -> AccessToken {
    guard case .program(let token, _) = call.request.principal else {
      throw Refusal(.forbidden, "You have come without a token", "Send one: Authorization: Bearer …", code: "no-token")
    }
    return token
  }

  static func json(_ token: AccessToken) -> JSONObject {
    [
      "id": .string(Hexadecimal.text(of: token.key)), "name": .string(token.name), "holder": .string(token.holder),
      "scopes": .array(token.scopes.map(JSONValue.string)),
      "organisation": token.organisation.map(JSONValue.string) ?? .null, "made_at": .string(token.madeAt.rfc3339),
      "ends_at": .string(token.endsAt.rfc3339),
      "revoked_at": token.revokedAt.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
