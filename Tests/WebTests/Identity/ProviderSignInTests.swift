import CivilTime
import Cryptography
import Engine
import JSON
import Testing

@testable import Web

@Suite struct ProviderSignInTests {
  private let provider: TestProvider
  private let kit: Kit

  init() async throws {
    let provider = try TestProvider()
    self.provider = provider
    let settings = try #require(
      ProviderSettings(
        issuer: "https://login.example", client: "recourse", secretFile: nil,
        groups: ["staff": ["case-manager"], "heads": ["head-of-team"]]))
    kit = try await Kit(
      provider: IdentityProvider(
        settings, HTTPFetcher { try provider.answer($0) },
        clock: { Kit.start.advanced(bySeconds: provider.state.withLock(\.passed)) }))
  }

  /// Goes to the provider, and says what it was sent there with and the new cookie.
  private func begin(back: String = "/cases") async throws -> (query: FormValues, cookie: String) {
    let old = try await kit.cookie(.visitor)
    let response = try await kit.ask(.get, "/sign-in/work?back=\(FormValues.encoded(back))", cookie: old)
    #expect(response.status == .seeOther)
    let place = try #require(response["location"])
    #expect(place.hasPrefix("https://login.example/authorize?"))
    guard case .set(let cookie) = response.cookie else { throw CancellationError() }
    #expect(cookie != old)
    let query = FormValues(encoded: place.split(separator: "?")[1])
    provider.state.withLock { ($0.nonce, $0.challenge) = (query["nonce"] ?? "", query["code_challenge"] ?? "") }
    return (query, cookie)
  }

  private func finish(_ state: String, _ cookie: String, code: String = "good") async throws -> WebResponse {
    try await kit.ask(.get, "/sign-in/work/back?code=\(code)&state=\(state)", cookie: cookie)
  }

  @Test func `somebody signs in with a work account, in the roles of the groups`() async throws {
    let (query, cookie) = try await begin(back: "/cases?mine=1")
    #expect(query["code_challenge_method"] == "S256" && query["response_type"] == "code")
    let response = try await finish(query["state"] ?? "", cookie)
    #expect(response.status == .seeOther && response["location"] == "/cases?mine=1", "\(response.text)")
    guard case .set(let signedIn) = response.cookie else { throw CancellationError() }
    #expect(signedIn != cookie)
    let user = try #require(try await kit.memory.transaction { try $0.user(named: "okafor") })
    #expect(user.roles == ["case-manager"] && user.displayName == "Ada Okafor")
    // The way back counts once.
    #expect(try await finish(query["state"] ?? "", cookie).status == .badRequest)
  }

  @Test func `a sign-in that this browser did not begin is refused`() async throws {
    let (query, cookie) = try await begin()
    #expect(try await finish("other", cookie).status == .badRequest)
    let stranger = try await kit.cookie(.visitor)
    #expect(try await finish(query["state"] ?? "", stranger).status == .badRequest)
    kit.memory.now = kit.memory.now.advanced(bySeconds: 601)
    #expect(try await finish(query["state"] ?? "", cookie).status == .badRequest)
  }

  @Test func `a code, a nonce or a verifier of somebody else's leads nowhere, and the page says how to go on`()
    async throws
  {
    let (query, cookie) = try await begin()
    let stolen = try await finish(query["state"] ?? "", cookie, code: "stolen")
    #expect(stolen.status == .forbidden && stolen.text.contains("href=\"/sign-in/work\""))
    let (second, other) = try await begin()
    provider.state.withLock { $0.nonce = "another" }
    #expect(try await finish(second["state"] ?? "", other).status == .forbidden)
    let (third, last) = try await begin()
    provider.state.withLock { $0.challenge = "another" }
    #expect(try await finish(third["state"] ?? "", last).status == .forbidden)
    // What only those who run the service can mend is no fault of whoever signs in.
    let (fourth, client) = try await begin()
    #expect(try await finish(fourth["state"] ?? "", client, code: "unknown-client").status == .unavailable)
  }

  @Test func `an answer that names another provider is refused`() async throws {
    let (query, cookie) = try await begin()
    let path = "/sign-in/work/back?code=good&state=\(query["state"] ?? "")&iss="
    #expect(try await kit.ask(.get, path + "https%3A%2F%2Fevil.example", cookie: cookie).status == .badRequest)
    #expect(try await kit.ask(.get, path + "https%3A%2F%2Flogin.example", cookie: cookie).status == .seeOther)
  }

  @Test func `whoever has no address that we can write to is told so, and no account is made`() async throws {
    provider.state.withLock { $0.email = nil }
    let (query, cookie) = try await begin()
    let response = try await finish(query["state"] ?? "", cookie)
    #expect(response.status == .forbidden && response.text.contains("no email address"))
    #expect(try await kit.memory.transaction { try $0.user(named: "okafor") } == nil)
  }

  @Test func `an account belongs to one person at the provider, whatever names are given there later`() async throws {
    provider.state.withLock { $0.name = "Ada.Okafor@department.example" }
    let (first, cookie) = try await begin()
    #expect(try await finish(first["state"] ?? "", cookie).status == .seeOther)
    // Somebody else is given the name.
    provider.state.withLock { $0.subject = "u2" }
    let (second, other) = try await begin()
    let refused = try await finish(second["state"] ?? "", other)
    #expect(refused.status == .forbidden && refused.text.contains("somebody else"))
    // And the first has another name there now, and is the same here.
    provider.state.withLock { ($0.subject, $0.name, $0.groups) = ("u1", "ada.lovelace", ["heads"]) }
    let (third, last) = try await begin()
    #expect(try await finish(third["state"] ?? "", last).status == .seeOther)
    let users = try await kit.memory.transaction { try $0.users() }
    #expect(users.first { $0.name == "ada.okafor" }?.roles == ["head-of-team"])
    #expect(!users.contains { $0.name == "ada.lovelace" })
  }

  // MARK: Proving

  private func signIn() async throws -> String {
    let (query, cookie) = try await begin()
    guard case .set(let secret) = try await finish(query["state"] ?? "", cookie).cookie else {
      throw CancellationError()
    }
    return secret
  }

  /// Whether whoever has the cookie counts as having just proved who they are.
  private func isProven(_ cookie: String) async throws -> Bool {
    try await kit.ask(.get, "/accounts/new", cookie: cookie).status == .ok
  }

  @Test func `a sign-in counts as a proof only as long as the provider's own password was given lately`() async throws {
    provider.state.withLock { $0.groups = ["heads"] }
    #expect(try await isProven(try await signIn()))
    provider.state.withLock { $0.signedInFor = 599 }
    let cookie = try await signIn()
    #expect(try await isProven(cookie))
    kit.memory.now = kit.memory.now.advanced(bySeconds: 2)
    #expect(try await !isProven(cookie))
    provider.state.withLock { $0.signedInFor = nil }
    #expect(try await !isProven(try await signIn()))
  }

  @Test func `whoever has no password here proves it with the work account, by giving the password there anew`()
    async throws
  {
    provider.state.withLock { ($0.groups, $0.signedInFor) = (["heads"], 3_600) }
    let cookie = try await signIn()
    let page = try await kit.ask(.get, "/sign-in/prove?back=/accounts/new", cookie: cookie)
    #expect(page.text.contains("/sign-in/work?prove=1&amp;back=%2Faccounts%2Fnew"))
    func prove(_ ago: Int64?, as subject: String = "u1") async throws -> WebResponse {
      let begun = try await kit.ask(.get, "/sign-in/work?prove=1&back=/accounts/new", cookie: cookie)
      let query = FormValues(encoded: begun["location"]?.split(separator: "?").last ?? "")
      #expect(query["prompt"] == "login" && query["max_age"] == "0")
      provider.state.withLock {
        ($0.nonce, $0.challenge) = (query["nonce"] ?? "", query["code_challenge"] ?? "")
        ($0.signedInFor, $0.subject) = (ago, subject)
      }
      return try await finish(query["state"] ?? "", cookie)
    }
    #expect(try await prove(3_600).status == .forbidden)
    #expect(try await prove(nil).status == .forbidden)
    #expect(try await prove(0, as: "u2").status == .forbidden)
    #expect(try await !isProven(cookie))
    let proved = try await prove(0)
    #expect(proved.status == .seeOther && proved["location"] == "/accounts/new")
    guard case .set(let fresh) = proved.cookie else { throw CancellationError() }
    #expect(try await isProven(fresh))
    // The old cookie is of no use any more.
    #expect(try await kit.ask(.get, "/accounts", cookie: cookie).status == .seeOther)
  }

  // MARK: Signing out

  @Test func `whoever signs out is signed out here at once, and at the provider by a link`() async throws {
    let cookie = try await signIn()
    let out = try await kit.ask(.post, "/sign-out", cookie: cookie)
    #expect(out.status == .seeOther && out["location"] == "/signed-out")
    #expect(try await kit.ask(.get, "/cases", cookie: cookie)["location"]?.hasPrefix("/sign-in") == true)
    guard case .set(let visitor) = out.cookie else { throw CancellationError() }
    #expect(try await kit.ask(.get, "/signed-out", cookie: visitor).text.contains("href=\"/signed-out/work\""))
    let gone = try await kit.ask(.get, "/signed-out/work", cookie: visitor)
    let place = try #require(gone["location"])
    #expect(gone.status == .seeOther && place.hasPrefix("https://login.example/bye?"))
    let query = FormValues(encoded: place.split(separator: "?")[1])
    #expect(query["client_id"] == "recourse" && query["post_logout_redirect_uri"] == "http://site.example/signed-out")
    #expect(query["id_token_hint"]?.split(separator: ".").count == 3)
    // Once, and nobody else.
    for other in [visitor, try await kit.cookie(.visitor)] {
      #expect(try await kit.ask(.get, "/signed-out/work", cookie: other)["location"] == "/signed-out")
    }
  }

  @Test func `whoever is in none of our groups has no account, nor takes over one with a password`() async throws {
    provider.state.withLock { $0.groups = ["gardeners"] }
    let (query, cookie) = try await begin()
    #expect(try await finish(query["state"] ?? "", cookie).status == .forbidden)
    #expect(try await kit.memory.transaction { try $0.user(named: "okafor") } == nil)
    provider.state.withLock { ($0.groups, $0.name) = (["staff"], "ops") }
    try await kit.memory.transaction { try $0.keepPasswordHash("hash", of: "ops") }
    let (second, other) = try await begin()
    #expect(try await finish(second["state"] ?? "", other).status == .forbidden)
    #expect(try await kit.memory.transaction { try $0.user(named: "ops") }?.roles == ["ops"])
  }

  @Test func `new keys of the provider are fetched when they are first needed`() async throws {
    let (first, cookie) = try await begin()
    #expect(try await finish(first["state"] ?? "", cookie).status == .seeOther)
    #expect(provider.state.withLock(\.keyFetches) == 1)
    provider.rotate()
    let (second, other) = try await begin()
    #expect(try await finish(second["state"] ?? "", other).status == .seeOther)
    #expect(provider.state.withLock(\.keyFetches) == 2)
    // Unknown keys are not looked for again and again.
    provider.rotate()
    let (third, last) = try await begin()
    #expect(try await finish(third["state"] ?? "", last).status == .forbidden)
    #expect(provider.state.withLock(\.keyFetches) == 2)
    provider.state.withLock { $0.passed = 31 }
    let (fourth, latest) = try await begin()
    #expect(try await finish(fourth["state"] ?? "", latest).status == .seeOther)
    #expect(provider.state.withLock(\.keyFetches) == 3)
  }

  @Test func `a provider that is away keeps nobody guessing`() async throws {
    provider.state.withLock { $0.isDown = true }
    let response = try await kit.ask(.get, "/sign-in/work", cookie: try await kit.cookie(.visitor))
    #expect(response.status == .unavailable && response["retry-after"] == "60")
  }
}
