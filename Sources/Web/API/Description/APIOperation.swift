import Engine
import JSON

/// One thing that the interface does: how it is described and how it is served come from this one value.
struct APIOperation: Sendable {
  /// What a request brings along.
  enum Body: Sendable {
    case json(APISchema)
    /// A document as it is.
    case bytes
  }

  struct Answer: Sendable {
    let status: WebResponse.Status
    let words: String
    var schema: APISchema?
    /// Whether it tells which state of the thing it shows.
    var hasTag = false
    var isDownload = false
  }

  /// Unique among all, such as `listCases`.
  let id: String
  let method: WebRequest.Method
  /// Below `/api/v1`.
  let path: String
  /// Nil lets in every token that is in use.
  let scope: Scope?
  let topic: String
  let summary: String
  var details: String?
  var parameters: [APIParameter] = []
  var body: Body?
  /// Whether what it changes has to be named as it was seen.
  var isConditional = false
  /// What comes back where all is well.
  let answers: [Answer]
  /// Whether the request can be well-formed and still be refused.
  var mayRefuse = false
  let handle: @Sendable (APICall) async throws -> WebResponse

  /// Whether sending twice is told by a key.
  var isKeyed: Bool { method == .post }

  /// Every parameter, with those that follow from what it does.
  var allParameters: [APIParameter] {
    let inPath = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
    let missing = inPath.filter { name in !parameters.contains { $0.place == .path && $0.name == name } }
    return missing.map {
      $0 == "reference" ? .reference : APIParameter(String($0), in: .path, .text(length: 1...200), "Which one.")
    }
      + parameters + (isKeyed ? [.idempotencyKey] : []) + (isConditional ? [.ifMatch] : [])
  }

  /// Statuses of problems that it may answer with.
  var refusals: [WebResponse.Status] {
    var found: [WebResponse.Status] = [.badRequest, .unauthorized, .forbidden, .tooManyRequests, .unavailable]
    if path.contains("{") { found.append(.notFound) }
    if body != nil { found += [.contentTooLarge, .unsupportedMediaType] }
    if method != .get { found.append(.conflict) }
    if isConditional { found += [.preconditionFailed, .preconditionRequired] }
    // What a cursor stands for, and which characters a text must not have, the schemas do not say.
    if mayRefuse || body != nil || !allParameters.isEmpty { found.append(.unprocessable) }
    return found.sorted { $0.rawValue < $1.rawValue }
  }

  func route(_ site: Site) -> Route {
    let kind: Route.Body =
      switch body {
      case nil: .none
      case .json?: .document
      case .bytes?: .largeDocument
      }
    return Route(method, "/api/v1" + path, scope.map(Access.program) ?? .anyProgram, body: kind) { request in
      try await handle(try await APICall(request, self, site))
    }
  }
}
