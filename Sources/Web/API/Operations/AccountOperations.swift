import Casework
import Engine
import JSON

/// The accounts of the scheme's own people.
struct AccountOperations: Sendable {
  private static let topic = "Accounts"

  var operations: [APIOperation] { [list, show, put, link, disable] }

  private static let one = APIOperation.Answer(
    status: .ok, words: "The account.", schema: .named(.account), hasTag: true)

  private var list: APIOperation {
    APIOperation(
      id: "listAccounts", method: .get, path: "/accounts", scope: .keepAccounts, topic: Self.topic,
      summary: "List the accounts", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page, by name.", schema: APIComponent.account.page)]
    ) { call in
      try call.requireUnbound()
      let users = try await call.site.store.transaction { try $0.users() }
      return WebResponse.json(try APICursor.page(users, call, Self.json))
    }
  }

  private var show: APIOperation {
    APIOperation(
      id: "showAccount", method: .get, path: "/accounts/{name}", scope: .keepAccounts, topic: Self.topic,
      summary: "Show an account", answers: [Self.one]
    ) { call in
      try call.requireUnbound()
      let name = call["name"] ?? ""
      guard let user = try await call.site.store.transaction({ try $0.user(named: name) }) else {
        throw Refusal.notFound
      }
      return Self.answer(user)
    }
  }

  private var put: APIOperation {
    APIOperation(
      id: "putAccount", method: .put, path: "/accounts/{name}", scope: .keepAccounts, topic: Self.topic,
      summary: "Add an account, or change the one of that name; one that was disabled counts again",
      details: """
        Who has no password yet sets it by a link. Other roles sign the person out everywhere. Nobody changes the account of \
        his own token.
        """,
      body: .json(
        .object([
          APIField("display_name", .text(length: 1...200)), APIField("email", .text(.email)),
          APIField("roles", .list(.choice(AccountPages.roles.map(\.value)), most: 20)),
        ])), isConditional: true, answers: [Self.one], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let name = call["name"] ?? ""
      guard User.isName(name) else {
        throw CaseOperations.wrong("name", "has small letters, digits, and . - _ between")
      }
      let roles = call.texts("roles").reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      guard !roles.isEmpty else { throw CaseOperations.wrong("roles", "is empty") }
      try Self.requireOther(name, call)
      let user = User(
        name: name, displayName: call.text("display_name") ?? "", email: call.text("email") ?? "", roles: roles)
      try await call.site.store.transaction { transaction in
        let known = try transaction.user(named: name)
        try call.require(known.map { DirectoryOperations.tag(of: Self.json($0)) } ?? "")
        try transaction.keepUser(user)
        // What somebody has open was opened in the roles of before.
        if let known, Set(known.roles) != Set(roles) { try transaction.endSessions(.staff, of: name) }
      }
      return Self.answer(user)
    }
  }

  private var link: APIOperation {
    APIOperation(
      id: "makeAccountLink", method: .put, path: "/accounts/{name}/link", scope: .keepAccounts, topic: Self.topic,
      summary: "Make a link by which somebody sets a password",
      details: "It works once, for three days, for whoever opens it first, and is told this once.",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "The link.", schema: .object([APIField("url", .text())], isOpen: true))
      ], mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let name = call["name"] ?? ""
      try Self.requireOther(name, call)
      let user = try await call.site.store.transaction { try $0.user(named: name) }
      guard let user, user.disabledAt == nil else { throw Refusal.notFound }
      return .json(["url": .string(try await AccountPages.newLink(for: user.name, at: call.site))])
    }
  }

  private var disable: APIOperation {
    APIOperation(
      id: "disableAccount", method: .post, path: "/accounts/{name}/disabling", scope: .keepAccounts, topic: Self.topic,
      summary: "Bar an account: it is signed out everywhere, and its tokens do nothing any more",
      details: "It stays, as histories name it. Hand over its cases.", isConditional: true, answers: [Self.one]
    ) { call in
      try call.requireUnbound()
      let name = call["name"] ?? ""
      try Self.requireOther(name, call)
      let user = try await call.site.store.transaction { transaction -> User? in
        guard let user = try transaction.user(named: name) else { return nil }
        try call.require(DirectoryOperations.tag(of: Self.json(user)))
        _ = try transaction.disableUser(named: name)
        try transaction.endSessions(.staff, of: name)
        return try transaction.user(named: name)
      }
      guard let user else { throw Refusal.notFound }
      return Self.answer(user)
    }
  }

  /// Whoever could bar himself could lock everybody out.
  private static func requireOther(_ name: String, _ call: APICall) throws(Refusal) {
    guard !Person.isSame(name, call.account.name) else {
      throw Refusal(
        .conflict, "This is the account of the token", "Somebody else who looks after accounts changes it.",
        code: "own-account")
    }
  }

  private static func answer(_ user: User) -> WebResponse {
    let object = json(user)
    return .json(.object(object)).with("ETag", "\"\(DirectoryOperations.tag(of: object))\"")
  }

  private static func json(_ user: User) -> JSONObject {
    [
      "name": .string(user.name), "display_name": .string(user.displayName), "email": .string(user.email),
      "roles": .array(user.roles.map(JSONValue.string)),
      "disabled_at": user.disabledAt.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
