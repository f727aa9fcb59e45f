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
  /// The provider's clock and ours may differ by so many seconds.
  private static let leeway: Int64 = 60

  private var back: String { site.address + "/sign-in/work/back" }
  private static let again = Refusal.Next("/sign-in/work", "Sign in with your work account")

  /// Sends people to the provider. Whoever is signed in and has to prove it stays so meanwhile, and must give their
  /// password there once more.
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
    let isProof = request.query["prove"] != nil && request.session?.kind == .staff
    var data =
      isProof || request.session?.kind == .visitor ? request.session?.data ?? JSONObject() : JSONObject()
    data[Self.key] = [
      "state": .string(state), "nonce": .string(nonce), "verifier": .string(verifier), "proof": .bool(isProof),
      "back": .string(SignInPlace.back(request.query["back"], otherwise: "/cases")),
      "begun": .integer(now.seconds), "ends": .integer(now.seconds + Self.seconds),
    ]
    var query = FormValues([
      ("response_type", "code"), ("client_id", provider.settings.client), ("redirect_uri", back),
      ("scope", "openid profile email"), ("state", state), ("nonce", nonce),
      ("code_challenge", Base64URL.text(of: SHA256.digest(of: Array(verifier.utf8)))),
      ("code_challenge_method", "S256"),
    ])
    if isProof {
      query.append("prompt", "login")
      query.append("max_age", "0")
    }
    let joint = doors.authorization.contains("?") ? "&" : "?"
    let place = doors.authorization + joint + query.encoded
    if isProof {
      try await SessionDesk(site: site).remember(data, of: request)
      return .redirect(place)
    }
    // A session of its own, under a new cookie, whatever the browser had before.
    let cookie = try await SessionDesk(site: site).begin(.visitor, for: "", after: request, isProven: false, data: data)
    return .redirect(place).with(cookie)
  }

  private func finish(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("sign-in", of: request.client, most: 30, window: 900)
    let now = try await site.now().seconds
    guard let session = request.session, let kept = session.data[Self.key],
      session.kind == (kept["proof"] == true ? .staff : .visitor),
      let state = kept["state"]?.stringValue, let ends = kept["ends"]?.integerValue,
      Secrets.isSame(request.query["state"] ?? "", state), now < ends,
      // Where the provider names itself, it has to be the one that was asked (RFC 9207).
      request.query["iss"].map({ $0 == provider.settings.issuer }) ?? true
    else {
      throw Refusal(
        .badRequest, "This sign-in was not begun here", "Begin again from the page to sign in.", code: "sign-in-state",
        next: Self.again)
    }
    var rest = session.data
    rest[Self.key] = nil
    // It counts once, whatever comes of it.
    try await SessionDesk(site: site).remember(rest, of: request)
    guard request.query["error"] == nil, let code = request.query["code"] else { throw denied(request.query["error"]) }
    let person = try await person(code, kept)
    if kept["proof"] == true {
      try await prove(person, by: request, secondsSinceBegun: now - (kept["begun"]?.integerValue ?? 0))
    }
    let user = try await ProviderAccount(site: site, settings: provider.settings).account(of: person)
    let ago = person.signedInFor
    let cookie = try await SessionDesk(site: site).begin(
      .staff, for: user.name, after: request, isProven: ago != nil, secondsAgo: ago ?? 0,
      data: SignOut.remembering(person.token))
    return .redirect(SignInPlace.back(kept["back"]?.stringValue, otherwise: "/cases")).with(cookie)
  }

  private func person(_ code: String, _ kept: JSONValue) async throws -> IdentityProvider.Person {
    do {
      return try await provider.person(
        for: code, verifier: kept["verifier"]?.stringValue ?? "", nonce: kept["nonce"]?.stringValue ?? "", back: back)
    } catch is IdentityProvider.RefusedCode {
      throw Refusal(
        .forbidden, "Your sign-in took too long, or was used already",
        "Nothing is wrong with your account. Sign in once more.", code: "refused-code", next: Self.again)
    } catch let fault as IdentityToken.Fault {
      site.logger.warning("A sign-in by the provider was refused", metadata: ["fault": "\(fault.rawValue)"])
      throw Refusal(
        .forbidden, "Your sign-in could not be confirmed",
        "Begin again. If it happens again, tell whoever runs the service.", code: "identity", next: Self.again)
    } catch let problem as IdentityProvider.Unavailable {
      throw unavailable(problem)
    }
  }

  /// Whoever proves who they are is the one who is signed in, and has done it since it was asked for.
  private func prove(
    _ person: IdentityProvider.Person, by request: WebRequest, secondsSinceBegun: Int64
  ) async throws {
    let name = try await site.store.transaction { try $0.accountName(of: person.identity) }
    guard let name, name == request.session?.subject else {
      throw Refusal(
        .forbidden, "That was somebody else's work account", "Prove it with the account that you are signed in with.",
        code: "proof")
    }
    guard let ago = person.signedInFor, ago <= secondsSinceBegun + Self.leeway else {
      throw Refusal(
        .forbidden, "Your work account did not ask for your password again",
        "Sign out of it, and sign in here once more.", code: "proof")
    }
  }

  /// The provider came back with an error instead of a code.
  private func denied(_ error: String?) -> Refusal {
    switch error {
    case "server_error", "temporarily_unavailable":
      return unavailable(IdentityProvider.Unavailable(reason: "the provider says that it can't at the moment"))
    default:
      return Refusal(
        .forbidden, "Your work account said no", "Sign in there, and agree, to go on.", code: "denied",
        next: Self.again)
    }
  }

  private func unavailable(_ problem: IdentityProvider.Unavailable) -> Refusal {
    site.logger.error("The identity provider fails", metadata: ["reason": "\(problem.reason)"])
    return Refusal(
      .unavailable, "Signing in with a work account does not work at the moment", "Try again in a minute.",
      retryAfter: 60)
  }
}
