import Engine
import JSON

/// SCIM 2.0 (RFC 7643, RFC 7644): a department's identity system keeps its people in the directory by itself.
struct SCIMRoutes: Sendable {
  let site: Site

  static let most = 200

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
      Route(.get, "/scim/v2/Users", scope) { try await list($0, $0.query) },
      // The same for who wants no filter in an address, where logs and proxies see it (RFC 7644, section 3.4.3).
      Route(.post, "/scim/v2/Users/.search", scope, body: .document) { request in
        try await list(request, Self.query(in: try Self.input(request)))
      },
      Route(.post, "/scim/v2/Users", scope, body: .document) { request in
        let selection = try SCIMSelection(request.query)
        return Self.answer(try await users(request).create(try Self.input(request)), selection, .created)
      },
      Route(.get, "/scim/v2/Users/{id}", scope) { request in
        let selection = try SCIMSelection(request.query)
        let user = try await users(request).user(request["id"])
        let isKnown = request.headers["if-none-match"].map { $0 == "*" || $0.contains(user.version) } ?? false
        return isKnown ? WebResponse(.notModified).with("ETag", user.version) : Self.answer(user, selection)
      },
      Route(.put, "/scim/v2/Users/{id}", scope, body: .document) { request in
        let selection = try SCIMSelection(request.query)
        return Self.answer(
          try await users(request).replace(
            request["id"], by: try Self.input(request), ifIs: request.headers["if-match"]), selection)
      },
      Route(.patch, "/scim/v2/Users/{id}", scope, body: .document) { request in
        let selection = try SCIMSelection(request.query)
        return Self.answer(
          try await users(request).patch(
            request["id"], .object(try Self.input(request)), ifIs: request.headers["if-match"]), selection)
      },
      Route(.delete, "/scim/v2/Users/{id}", scope) { request in
        try await users(request).delete(request["id"], ifIs: request.headers["if-match"])
        return WebResponse(.noContent)
      },
      // Some ask for groups before anything else. There are none, and whoever looks for one finds none.
      Route(.get, "/scim/v2/Groups", scope) { request in
        _ = try users(request)
        return Self.list([])
      },
      Route(.post, "/scim/v2/Bulk", scope, body: .document) { request in
        var bulk = SCIMBulk(users: try users(request))
        return Self.document(try await bulk.answer(try Self.input(request)))
      },
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

  /// The users of the organisation that the token is bound to.
  private func users(_ request: WebRequest) throws(Refusal) -> SCIMUsers {
    guard case .program(let token, _) = request.principal else { throw Refusal.signInFirst }
    guard let organisation = token.organisation else {
      throw Refusal(
        .forbidden, "This token is bound to no organisation", "Make one with an organisation for its identity system.",
        code: "no-organisation")
    }
    return SCIMUsers(site: site, organisation: organisation)
  }

  private static func input(_ request: WebRequest) throws(Refusal) -> JSONObject {
    guard let object = try request.json().objectValue else {
      throw SCIMError.invalid("invalidSyntax", "The body is not a JSON object", "Send one object in UTF-8.")
    }
    return object
  }

  private static func answer(
    _ user: SCIMUsers.Shown, _ selection: SCIMSelection, _ status: WebResponse.Status = .ok
  ) -> WebResponse {
    let response = document(selection.of(user.json), status).with("ETag", user.version)
    return status == .created ? response.with("Location", user.location) : response
  }

  // MARK: Lists

  private func list(_ request: WebRequest, _ asked: FormValues) async throws -> WebResponse {
    let query = try asked.text("filter").map { text throws(Refusal) in try SCIMQueryParser.query(text) }
    let selection = try SCIMSelection(asked)
    var found = try await users(request).all().map(\.json).filter { query?.matches($0) ?? true }
    if let order = try SCIMOrder(asked) { found = order.sorted(found) }
    let start = max(1, Int(asked["startIndex"] ?? "") ?? 1)
    let count = min(Self.most, max(0, Int(asked["count"] ?? "") ?? Self.most))
    let page = found.dropFirst(start - 1).prefix(count).map(selection.of)
    return Self.list(page, total: found.count, from: start)
  }

  /// What a search's body asks for, as an address would.
  private static func query(in body: JSONObject) -> FormValues {
    FormValues(
      body.compactMap { name, value in
        switch value {
        case .string(let text): (name, text)
        case .integer(let number): (name, "\(number)")
        case .array(let list): (name, list.compactMap(\.stringValue).joined(separator: ","))
        default: nil
        }
      })
  }
}
