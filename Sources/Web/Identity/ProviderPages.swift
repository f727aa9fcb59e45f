import Casework
import Cryptography
import Engine
import JSON

/// Staff sign in with their work account: the code flow with PKCE (RFC 7636), bound to the browser that began it.
struct ProviderPages: Sendable {
  let site: Site
  let provider: IdentityProvider

  var routes: [Route] {
    [
      Route(.get, "/sign-in/work", .visitor) { try await begin($0) },
      Route(.get, "/sign-in/work/back", .visitor) { try await finish($0) },
    ]
  }

  /// What the session remembers meanwhile.
  private static let key = "work-sign-in"
  private static let seconds: Int64 = 600

  private var back: String { site.address + "/sign-in/work/back" }

  private func begin(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("sign-in", of: request.client, most: 30, window: 900)
    let doors: IdentityProvider.Doors
    do {
      doors = try await provider.doors()
    } catch let problem as IdentityProvider.Unavailable {
      throw unavailable(problem)
    }
    let (state, nonce, verifier) = (Secrets.fresh(), Secrets.fresh(), Secrets.fresh())
    let now = try await site.now()
    var data = request.session?.kind == .visitor ? request.session?.data ?? JSONObject() : JSONObject()
    data[Self.key] = [
      "state": .string(state), "nonce": .string(nonce), "verifier": .string(verifier),
      "back": .string(SignInPlace.back(request.query["back"], otherwise: "/cases")),
      "ends": .integer(now.seconds + Self.seconds),
    ]
    // A session of its own, under a new cookie, whatever the browser had before.
    let cookie = try await SessionDesk(site: site).begin(.visitor, for: "", after: request, isProven: false, data: data)
    let query = FormValues([
      ("response_type", "code"), ("client_id", provider.settings.client), ("redirect_uri", back),
      ("scope", "openid profile email"), ("state", state), ("nonce", nonce),
      ("code_challenge", Base64URL.text(of: SHA256.digest(of: Array(verifier.utf8)))),
      ("code_challenge_method", "S256"),
    ])
    let joint = doors.authorization.contains("?") ? "&" : "?"
    return .redirect(doors.authorization + joint + query.encoded).with(cookie)
  }

  private func finish(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("sign-in", of: request.client, most: 30, window: 900)
    guard let session = request.session, session.kind == .visitor, let kept = session.data[Self.key],
      let state = kept["state"]?.stringValue, let ends = kept["ends"]?.integerValue,
      Secrets.isSame(request.query["state"] ?? "", state), try await site.now().seconds < ends
    else {
      throw Refusal(
        .badRequest, "This sign-in was not begun here", "Begin again from the page to sign in.", code: "sign-in-state")
    }
    var rest = session.data
    rest[Self.key] = nil
    // It counts once, whatever comes of it.
    try await SessionDesk(site: site).remember(rest, of: request)
    guard request.query["error"] == nil, let code = request.query["code"] else {
      throw Refusal(.forbidden, "Your work account said no", "Sign in there, and agree, to go on.", code: "denied")
    }
    let user = try await account(try await claims(code, kept))
    let cookie = try await SessionDesk(site: site).begin(.staff, for: user.name, after: request)
    return .redirect(SignInPlace.back(kept["back"]?.stringValue, otherwise: "/cases")).with(cookie)
  }

  private func claims(_ code: String, _ kept: JSONValue) async throws -> JSONObject {
    do {
      return try await provider.claims(
        for: code, verifier: kept["verifier"]?.stringValue ?? "", nonce: kept["nonce"]?.stringValue ?? "", back: back)
    } catch let fault as IdentityToken.Fault {
      site.logger.warning("A sign-in by the provider was refused", metadata: ["fault": "\(fault.rawValue)"])
      throw Refusal(
        .forbidden, "Your sign-in could not be confirmed",
        "Begin again. If it happens again, tell whoever runs the service.",
        code: "identity")
    } catch let problem as IdentityProvider.Unavailable {
      throw unavailable(problem)
    }
  }

  /// The account of whoever has come, with the roles that the groups of now give.
  private func account(_ claims: JSONObject) async throws -> User {
    let settings = provider.settings
    let groups = (claims[settings.claim]?.arrayValue ?? []).compactMap(\.stringValue)
    let roles = settings.roles(of: groups)
    guard !roles.isEmpty else {
      throw Refusal(
        .forbidden, "Your work account has no role here",
        "Ask whoever looks after accounts for the group that your work needs.",
        code: "no-role")
    }
    let name = Person.key(claims["preferred_username"]?.stringValue ?? claims["sub"]?.stringValue ?? "")
    guard User.isName(name) else {
      throw Refusal(
        .forbidden, "Your work account has no name that can be used here",
        "It needs small letters, digits, and . - _ between. Ask whoever looks after accounts.", code: "name")
    }
    let user = User(
      name: name, displayName: claims["name"]?.stringValue.map { String($0.prefix(200)) } ?? name,
      email: claims["email"]?.stringValue.flatMap { EmailAddress.isPlain($0) ? $0 : nil } ?? "", roles: roles)
    return try await site.store.transaction { transaction in
      if let kept = try transaction.user(named: name) {
        let hasPassword = try transaction.passwordHash(of: name) != nil
        // One way in each: else whoever can choose a name at the provider could be anybody here.
        guard kept.disabledAt == nil, !hasPassword else {
          throw Refusal(
            .forbidden, "This account can't be used with your work account",
            "It is disabled, or signs in with a password. Ask whoever looks after accounts.", code: "account")
        }
      }
      try transaction.keepUser(user)
      return user
    }
  }

  private func unavailable(_ problem: IdentityProvider.Unavailable) -> Refusal {
    site.logger.error("The identity provider fails", metadata: ["reason": "\(problem.reason)"])
    return Refusal(
      .unavailable, "Signing in with a work account does not work at the moment", "Try again in a minute.",
      retryAfter: 60)
  }
}
