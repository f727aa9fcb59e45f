import Engine
import JSON

/// SCIM 2.0 (RFC 7643, RFC 7644): a department's identity system keeps its people in the directory by itself.
struct SCIMRoutes: Sendable {
  let site: Site

  private static let most = 200

  var routes: [Route] {
    let scope = Access.program(.scim)
    let base = site.address
    return [
      Route(.get, "/scim/v2/ServiceProviderConfig", scope) { _ in Self.document(SCIMDocuments.configuration(base)) },
      Route(.get, "/scim/v2/ResourceTypes", scope) { _ in Self.list([SCIMDocuments.userType(base)]) },
      Route(.get, "/scim/v2/ResourceTypes/{id}", scope) { request in
        guard request["id"] == "User" else { throw Refusal.notFound }
        return Self.document(SCIMDocuments.userType(base))
      },
      Route(.get, "/scim/v2/Schemas", scope) { _ in Self.list([SCIMDocuments.schema(base)]) },
      Route(.get, "/scim/v2/Schemas/{id}", scope) { request in
        guard request["id"] == SCIMDocuments.userSchema else { throw Refusal.notFound }
        return Self.document(SCIMDocuments.schema(base))
      },
      Route(.get, "/scim/v2/Users", scope) { try await users($0) },
      Route(.post, "/scim/v2/Users", scope, body: .document) { try await create($0) },
      Route(.get, "/scim/v2/Users/{id}", scope) { try await user($0) },
      Route(.put, "/scim/v2/Users/{id}", scope, body: .document) { try await replace($0) },
      Route(.patch, "/scim/v2/Users/{id}", scope, body: .document) { try await patch($0) },
      Route(.delete, "/scim/v2/Users/{id}", scope) { try await delete($0) },
    ]
  }

  private static func document(_ object: JSONObject, _ status: WebResponse.Status = .ok) -> WebResponse {
    .json(.object(object), status, type: SCIMError.contentType)
  }

  private static func list(_ resources: [JSONObject], total: Int? = nil, from start: Int = 1) -> WebResponse {
    document([
      "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      "totalResults": .integer(Int64(total ?? resources.count)), "startIndex": .integer(Int64(start)),
      "itemsPerPage": .integer(Int64(resources.count)), "Resources": .array(resources.map(JSONValue.object)),
    ])
  }

  /// Does something with the organisation that the token is bound to, and answers with what it comes to.
  private func atDesk<Result: Sendable>(
    _ request: WebRequest, _ body: @escaping @Sendable (inout SCIMDesk) throws -> Result
  ) async throws -> Result {
    guard case .program(let token, _) = request.principal else { throw Refusal.signInFirst }
    guard let organisation = token.organisation else {
      throw Refusal(
        .forbidden, "This token is bound to no organisation", "Make one with an organisation for its identity system.",
        code: "no-organisation")
    }
    let library = site.library
    return try await site.store.transaction { transaction in
      var desk = try SCIMDesk(transaction, library, organisation: organisation)
      return try body(&desk)
    }
  }

  private func input(_ request: WebRequest) throws(Refusal) -> JSONObject {
    guard let object = try? request.json().objectValue else {
      throw SCIMError.invalid("invalidSyntax", "The body is not a JSON object", "Send one user in UTF-8.")
    }
    return object
  }

  private func answer(_ user: SCIMUser, _ facts: DirectoryFacts, _ status: WebResponse.Status = .ok) -> WebResponse {
    let response = Self.document(user.json(facts, site: site.address), status)
    return status == .created ? response.with("Location", "\(site.address)/scim/v2/Users/\(user.id)") : response
  }

  // MARK: Users

  private func users(_ request: WebRequest) async throws -> WebResponse {
    let filter = try request.query.text("filter").map { text throws(Refusal) in try SCIMFilter(text, of: .query) }
    let known = ["username", "emails", "emails.value", "id", "displayname", "active"]
    if let filter, !known.contains(filter.attribute.lowercased()) {
      throw SCIMError.invalid(
        "invalidFilter", "The filter is not supported", "Look by userName, emails.value, displayName, active or id.")
    }
    let (users, facts) = try await atDesk(request) { ($0.users, $0.facts) }
    let all = users.map { $0.json(facts, site: site.address) }
    let found = all.filter { user in
      guard let filter else { return true }
      guard filter.attribute.lowercased().hasPrefix("emails") else { return filter.matches(.object(user)) }
      let value = filter.value.stringValue?.lowercased()
      return user["emails"]?.arrayValue?.contains { $0["value"]?.stringValue?.lowercased() == value } ?? false
    }
    let start = max(1, Int(request.query["startIndex"] ?? "") ?? 1)
    let count = min(Self.most, max(0, Int(request.query["count"] ?? "") ?? Self.most))
    return Self.list(Array(found.dropFirst(start - 1).prefix(count)), total: found.count, from: start)
  }

  private func user(_ request: WebRequest) async throws -> WebResponse {
    let id = request["id"]
    let (user, facts) = try await atDesk(request) { (try $0.user(id), $0.facts) }
    return answer(user, facts)
  }

  private func create(_ request: WebRequest) async throws -> WebResponse {
    let resource = try input(request)
    let (user, facts) = try await atDesk(request) { desk in
      let input = try SCIMUserInput(resource, old: nil, desk.facts)
      return (try desk.create(input), desk.facts)
    }
    return answer(user, facts, .created)
  }

  private func replace(_ request: WebRequest) async throws -> WebResponse {
    let (id, resource, address) = (request["id"], try input(request), site.address)
    let (user, facts) = try await atDesk(request) { desk in
      let old = try desk.user(id).json(desk.facts, site: address)
      let input = try SCIMUserInput(resource, old: old, desk.facts)
      return (try desk.replace(id, by: input), desk.facts)
    }
    return answer(user, facts)
  }

  private func patch(_ request: WebRequest) async throws -> WebResponse {
    let (id, document, address) = (request["id"], JSONValue.object(try input(request)), site.address)
    let (user, facts) = try await atDesk(request) { desk in
      let old = try desk.user(id).json(desk.facts, site: address)
      var patch = SCIMPatch(old)
      try patch.apply(document)
      let input = try SCIMUserInput(patch.resource, old: old, desk.facts)
      return (try desk.replace(id, by: input), desk.facts)
    }
    return answer(user, facts)
  }

  private func delete(_ request: WebRequest) async throws -> WebResponse {
    let id = request["id"]
    try await atDesk(request) { try $0.delete(id) }
    return WebResponse(.noContent)
  }
}
