import Casework
import Cryptography
import Engine
import JSON

/// A request of the interface, read as its operation describes it.
struct APICall: Sendable {
  let site: Site
  let request: WebRequest
  /// What came in the address and in headers, by name.
  let values: [String: JSONValue]
  /// The body; null where there is none.
  let body: JSONValue
  /// The account that answers for what is done.
  let account: User
  /// The one organisation that the token is bound to; nil where it is bound to none.
  let organisation: String?
  /// Tells this sender's keys from others'.
  private let sender: [UInt8]

  /// Requests of one token in a minute.
  static let mostAMinute = 3_000

  /// - Throws: `Refusal` where the request is not as described.
  init(_ request: WebRequest, _ operation: APIOperation, _ site: Site) async throws {
    switch request.principal {
    case .program(let token, let holder):
      (account, organisation, sender) = (holder, token.organisation, token.key)
    case .staff(let user): (account, organisation, sender) = (user, nil, Array("account \(user.name)".utf8))
    case .nobody, .supplier, .contact: throw Refusal.signInFirst
    }
    try await Tries(site: site).count(
      "api", of: Hexadecimal.text(of: SHA256.digest(of: sender)), most: Self.mostAMinute, window: 60)
    self.site = site
    self.request = request
    values = try Self.values(request, operation)
    body = try Self.body(request, operation)
  }

  private static func values(_ request: WebRequest, _ operation: APIOperation) throws -> [String: JSONValue] {
    var (values, problems): ([String: JSONValue], [String: String]) = ([:], [:])
    let parameters = operation.allParameters
    for name in Set(request.query.pairs.map(\.name)) where !parameters.contains(where: { $0.name == name }) {
      let known = parameters.filter { $0.place == .query }.map(\.name).joined(separator: ", ")
      problems["query"] = known.isEmpty ? "takes no parameters" : "takes only \(known)"
    }
    for parameter in parameters {
      let text: String?
      switch parameter.place {
      case .path: text = request[parameter.name]
      case .query: text = request.query[parameter.name]
      case .header: text = request.headers[parameter.name.lowercased()]
      }
      guard let text else {
        guard parameter.isRequired else { continue }
        if parameter.name == APIParameter.ifMatch.name {
          throw Refusal(
            .preconditionRequired, "Say what you have seen",
            "Send the ETag of what you are about to change in If-Match, or * to change it whatever it is now.")
        }
        problems[parameter.name] = "is required"
        continue
      }
      guard let value = parameter.schema.value(of: text) else {
        problems[parameter.name] = parameter.schema.problems(of: .string(text), at: parameter.name).values.first
        continue
      }
      problems.merge(parameter.schema.problems(of: value, at: parameter.name)) { first, _ in first }
      values[parameter.name] = value
    }
    guard problems.isEmpty else { throw malformed(problems) }
    return values
  }

  private static func body(_ request: WebRequest, _ operation: APIOperation) throws -> JSONValue {
    guard case .json(let schema)? = operation.body else { return .null }
    let type = request.headers["content-type"]?.split(separator: ";").first?.lowercased() ?? ""
    guard type.filter({ !$0.isWhitespace }) == "application/json" else {
      throw Refusal(.unsupportedMediaType, "The body is not JSON", "Send application/json.")
    }
    // Whatever is wrong with it, the answer is the same.
    guard let text = String(validating: request.body, as: UTF8.self), let body = try? JSONValue(parsing: text) else {
      throw Refusal(.badRequest, "The body is not JSON", "Send one JSON document in UTF-8.")
    }
    let problems = schema.problems(of: body)
    guard problems.isEmpty else { throw malformed(problems) }
    return body
  }

  private static func malformed(_ problems: [String: String]) -> Refusal {
    // A text may be as described and still hold what the database can't.
    guard !problems.values.allSatisfy(APISchema.unkeepable.contains) else {
      return CaseOperations.wrong(problems)
    }
    return Refusal(
      .badRequest, "The request is not as the description has it", "See /api/openapi.json, or /api to read it.",
      code: "malformed", problems: problems)
  }

  // MARK: What it says

  subscript(name: String) -> String? { values[name]?.stringValue }

  var limit: Int { values["limit"]?.intValue ?? 50 }

  /// A text of the body; nil where it is missing or null.
  func text(_ name: String) -> String? { body[name]?.stringValue }

  /// The revision that is said to have been seen; nil takes any.
  ///
  /// - Throws: `Refusal` where what is said can't be a revision of ours.
  func seen() throws(Refusal) -> Int? {
    guard let tag = self["If-Match"], tag != "*" else { return nil }
    guard tag.hasPrefix("\""), tag.hasSuffix("\""), let revision = Int(tag.dropFirst().dropLast()) else {
      throw Self.changed
    }
    return revision
  }

  /// - Throws: `Refusal` where the thing is no longer as it was seen.
  func require(_ tag: String) throws(Refusal) {
    guard let seen = self["If-Match"], seen != "*", seen != "\"\(tag)\"" else { return }
    throw Self.changed
  }

  static let changed = Refusal(
    .preconditionFailed, "It has changed since you saw it", "Get it again, and decide anew.", code: "stale")

  /// The same, for one case of several.
  func event(for id: CaseID) -> EventID { EventID(FreshID.derived(from: event.id, id.description)) }

  /// Texts of a list of the body.
  func texts(_ name: String) -> [String] { (body[name]?.arrayValue ?? []).compactMap(\.stringValue) }

  /// The identifier of the event that the request asks for: the same for the same sender, address and key.
  var event: EventID {
    let key = [Hexadecimal.text(of: sender), request.path, self["Idempotency-Key"] ?? ""].joined(separator: "\n")
    let digest = SHA256.digest(of: Array(key.utf8))
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    // A version 8 identifier (RFC 9562, section 5.8): a digest but for the bits that say so.
    return EventID(
      UniqueID(
        high: word(digest[0..<8]) & ~0xF000 | 0x8000,
        low: word(digest[8..<16]) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000))
  }

  /// Who does it in a case: in the role that is asked for, where the account has it.
  func actor(for action: CaseRequest.Action, _ workflow: Workflow?) throws(Refusal) -> Actor {
    guard let role = text("role") else { return account.actor(for: action, workflow) }
    guard account.roles.contains(role) else {
      throw Refusal(
        .forbidden, "The account has not this role", "Leave the role out, or use a token of somebody who has it.",
        code: "missing-role")
    }
    return Actor(role: role, name: account.name)
  }

  /// Cases and what runs them are no matter of one organisation's program.
  func requireUnbound() throws(Refusal) {
    guard organisation == nil else {
      throw Refusal(
        .forbidden, "This token is bound to an organisation",
        "Use one that is not: this one reaches its directory alone.",
        code: "bound-token")
    }
  }
}
