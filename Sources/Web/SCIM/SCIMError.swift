import JSON

/// A refusal as SCIM has it (RFC 7644, section 3.12).
enum SCIMError {
  static let contentType = "application/scim+json"

  static func response(_ refusal: Refusal) -> WebResponse {
    var response = WebResponse.json(.object(document(refusal)), refusal.status, type: contentType)
    if let seconds = refusal.retryAfter { response.headers.append(("Retry-After", "\(seconds)")) }
    if refusal.status == .unauthorized { response.headers.append(("WWW-Authenticate", "Bearer")) }
    return response
  }

  static func document(_ refusal: Refusal) -> JSONObject {
    var body: JSONObject = [
      "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
      "status": .string("\(refusal.status.rawValue)"), "detail": .string("\(refusal.title). \(refusal.remedy)"),
    ]
    if let code = refusal.code, types.contains(code) { body["scimType"] = .string(code) }
    return body
  }

  private static let types: Set<String> = [
    "invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath", "noTarget", "invalidValue",
  ]

  static func invalid(_ type: String, _ title: String, _ remedy: String) -> Refusal {
    Refusal(.badRequest, title, remedy, code: type)
  }

  static let unknownUser = Refusal(.notFound, "There is no such user", "Look for the user by userName.")
}
