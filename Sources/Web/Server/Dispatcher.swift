import Casework
import CivilTime
import Engine
import JSON

/// Between a request and its route: whose session it is, whether they may, whether the form is ours, and what becomes
/// of everything that goes wrong. It knows nothing of sockets, so that tests ask it directly.
package struct Dispatcher: Sendable {
  private let site: Site
  package let routes: [Route]

  package init(_ site: Site, _ routes: [Route]) {
    self.site = site
    self.routes = routes
  }

  /// Answers a request for a route.
  package func answer(_ request: WebRequest, by route: Route) async -> WebResponse {
    var request = request
    do {
      if request.secret.isEmpty { request.secret = Secrets.fresh() }
      try await recognise(&request, route)
      try check(request, route)
      var response = try await route.handle(request)
      if request.form[KeptForm.againField] != nil, response.status == .seeOther { try await forgetForm(of: request) }
      if case .visitor = route.access, !request.hasCookie, response.cookie == .keep {
        response.cookie = .set(request.secret)
      }
      return finished(response, request, route)
    } catch {
      if let refusal = error as? Refusal, refusal == .signInFirst, let kept = await keepForm(of: request) {
        return kept
      }
      return finished(refusal(of: error, request), request, route)
    }
  }

  // MARK: What came too late

  /// Keeps a form that was sent after its session had ended, and leads to where its sender can sign in; nil where it is no
  /// form of ours.
  private func keepForm(of request: WebRequest) async -> WebResponse? {
    guard request.session == nil, let form = KeptForm(request) else { return nil }
    do {
      let cookie = try await SessionDesk(site: site).begin(
        .visitor, for: "", after: request, isProven: false, data: [KeptForm.key: form.json])
      return finished(
        .redirect(SignInPlace.address(after: request, proving: false, back: "/session/kept")).with(cookie), request, nil
      )
    } catch {
      return finished(refusal(of: error, request), request, nil)
    }
  }

  /// What was sent again is kept no longer.
  private func forgetForm(of request: WebRequest) async throws {
    let key = Secrets.digest(of: request.secret)
    try await site.store.transaction { transaction in
      guard var session = try transaction.session(key) else { return }
      session.data[KeptForm.key] = nil
      try transaction.keepSession(session)
    }
  }

  /// Answers what never came as far as a route.
  package func answerRefused(_ path: String, _ refusal: Refusal) -> WebResponse {
    let request = WebRequest(method: .post, path: path)
    return finished(self.refusal(of: refusal, request), request, nil)
  }

  // MARK: Who it is

  private func recognise(_ request: inout WebRequest, _ route: Route) async throws {
    if case .everyone = route.access { return }
    if let bearer = request.headers["authorization"], route.access.takesTokens {
      guard bearer.lowercased().hasPrefix("bearer ") else { throw Refusal.signInFirst }
      let key = Secrets.digest(of: String(bearer.dropFirst(7)))
      let found = try await site.store.transaction { transaction -> (AccessToken, User)? in
        guard let token = try transaction.token(key), let holder = try transaction.user(named: token.holder),
          holder.disabledAt == nil
        else { return nil }
        return (token, holder)
      }
      guard let (token, holder) = found else {
        // Whoever tries out tokens is soon told to wait.
        try await Tries(site: site).count("token", of: request.client, most: 100, window: 300)
        throw Refusal(
          .unauthorized, "This token is not known", "Use a token that has neither ended nor been revoked.",
          code: "unknown-token")
      }
      request.principal = .program(token, holder)
      return
    }
    guard request.hasCookie else { return }
    let key = Secrets.digest(of: request.secret)
    let found = try await site.store.transaction { transaction -> (Session, Principal)? in
      guard var session = try transaction.session(key) else { return nil }
      let now = try transaction.currentTime()
      guard now.seconds - session.seenAt.seconds < SessionLength.idle(session.kind) else {
        try transaction.endSession(key)
        return nil
      }
      // A row a minute is enough to know that somebody is still there.
      let isWritten = now.seconds - session.seenAt.seconds >= 60
      session.seenAt = now
      if isWritten { try transaction.keepSession(session) }
      switch session.kind {
      case .visitor: return (session, .nobody)
      case .supplier: return (session, CaseID(session.subject).map(Principal.supplier) ?? .nobody)
      case .contact: return (session, .contact(session.subject))
      case .staff:
        guard let user = try transaction.user(named: session.subject), user.disabledAt == nil else {
          try transaction.endSession(key)
          return nil
        }
        return (session, .staff(user))
      }
    }
    guard let (session, principal) = found else { return }
    (request.session, request.principal) = (session, principal)
  }

  /// The methods that some route takes at a path; empty where none has it.
  package func methods(at path: String) -> [String] {
    let parts = path.split(separator: "/")
    let found = Set(routes.filter { $0.matches(parts) }.map(\.method.rawValue))
    return (found.contains("GET") ? found.union(["HEAD"]) : found).sorted()
  }

  // MARK: Whether they may

  private func check(_ request: WebRequest, _ route: Route) throws {
    try permit(request, route.access)
    guard request.method != .get else { return }
    if case .program = request.principal { return }
    // A form is ours where it carries what only our page could know, and the browser does not say otherwise.
    if let origin = request.headers["origin"], origin != site.address, origin != "null" || site.isSecure {
      guard origin == "http://" + (request.headers["host"] ?? ""), !site.isSecure else { throw Refusal.foreignForm }
    }
    if let fetch = request.headers["sec-fetch-site"], !["same-origin", "none"].contains(fetch) {
      throw Refusal.foreignForm
    }
    if case .everyone = route.access { return }
    let shown = request.form["form-token"] ?? request.headers["x-form-token"] ?? ""
    let former = request.session?.data[SessionDesk.formerToken]?.stringValue
    guard request.hasCookie,
      Secrets.isFormToken(shown, of: request.secret)
        || former.map({ Secrets.isFormToken(shown, like: $0) }) == true
    else { throw Refusal.foreignForm }
  }

  private func permit(_ request: WebRequest, _ access: Access) throws {
    switch (access, request.principal) {
    case (.everyone, _), (.visitor, _), (.supplier, .supplier), (.contact, .contact): return
    case (.staff(let permission), .staff(let user)):
      guard permission.isGiven(to: user) else { throw Refusal.forbidden }
    case (.proven(let permission), .staff(let user)):
      guard permission.isGiven(to: user) else { throw Refusal.forbidden }
      try requireProof(request)
    case (.program(let scope), .program(let token, let holder)):
      guard token.scopes.contains(scope.rawValue), scope.permission.isGiven(to: holder) else {
        throw Refusal(
          .forbidden, "This token may not do that", "Use a token with the scope \(scope.rawValue).",
          code: "missing-scope")
      }
    case (.anyProgram, .program), (.anyProgram, .staff): return
    case (.program(let scope), .staff(let user)):
      guard scope.permission.isGiven(to: user) else { throw Refusal.forbidden }
      // What pages ask the password for again is not to be had past them.
      if scope.isGrave { try requireProof(request) }
    case (.supplier, _), (.contact, _), (.staff, _), (.proven, _), (.program, _), (.anyProgram, _):
      throw Refusal.signInFirst
    }
  }

  private func requireProof(_ request: WebRequest) throws(Refusal) {
    guard let session = request.session, let proved = session.provedAt,
      session.seenAt.seconds - proved.seconds < SessionLength.proof
    else {
      throw Refusal(
        .unauthorized, "Prove that it is you", "Give your password again at /sign-in/prove; it counts for ten minutes.",
        code: "prove")
    }
  }

  // MARK: What goes wrong

  private func refusal(of error: any Error, _ request: WebRequest) -> WebResponse {
    let refusal = Self.refusal(of: error)
    if refusal.status == .internalError {
      site.logger.error(
        "A request failed", metadata: ["path": "\(Self.pattern(request))", "kind": "\(type(of: error))"])
    }
    if request.path.hasPrefix("/scim/") { return SCIMError.response(refusal) }
    if Self.isForPrograms(request) { return Problem.response(refusal) }
    if refusal.status == .unauthorized, request.method == .get {
      return .redirect(SignInPlace.address(after: request, proving: refusal.code == "prove"))
    }
    return RefusalPage(site: site).response(refusal, to: request)
  }

  private static func isForPrograms(_ request: WebRequest) -> Bool {
    request.path.hasPrefix("/api/") || request.path.hasPrefix("/scim/")
  }

  /// The path's first part: the rest may name a case.
  private static func pattern(_ request: WebRequest) -> String {
    "/" + (request.path.split(separator: "/").first ?? "")
  }

  private static func refusal(of error: any Error) -> Refusal {
    switch error {
    case let refusal as Refusal: refusal
    case let failure as CaseFailure: Refusal(failure)
    case let failure as AttachmentFailure:
      Refusal(.unprocessable, "The document was not kept", failure.description, code: "document")
    case let failure as StoreError where failure.isRetryable:
      Refusal(
        .unavailable, "The service is not available",
        "Nothing was lost and nothing was done. Try again in a minute.", retryAfter: 60)
    default:
      Refusal(
        .internalError, "Something went wrong on our side",
        "Nothing was done. Try again; if it happens again, tell us when it happened.")
    }
  }

  private func finished(_ response: WebResponse, _ request: WebRequest, _ route: Route?) -> WebResponse {
    var response = response
    SecurityHeaders.add(to: &response, isSecure: site.isSecure, isPublic: route?.access == .everyone)
    SessionCookie.write(&response, isSecure: site.isSecure)
    return response.packed(for: request).revalidated(for: request)
  }
}
