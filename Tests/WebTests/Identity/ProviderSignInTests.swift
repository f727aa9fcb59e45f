import CivilTime
import Cryptography
import Engine
import JSON
import Synchronization
import Testing

@testable import Web

@Suite struct ProviderSignInTests {
  /// A provider in memory: it knows one person, and signs what it says.
  final class Provider: Sendable {
    struct State: Sendable {
      var nonce = ""
      var challenge = ""
      var groups = ["staff"]
      var name = "okafor"
      var keyFetches = 0
      var isDown = false
      /// Seconds since the start.
      var passed: Int64 = 0
    }

    let state = Mutex(State())
    nonisolated(unsafe) let signers: [TestSigner]
    private let current = Mutex(0)

    init() throws { signers = [try TestSigner(.p256, named: "k0"), try TestSigner(.p256, named: "k1")] }

    func rotate() { current.withLock { $0 = 1 } }

    func answer(_ request: HTTPFetcher.Request) throws -> HTTPFetcher.Answer {
      let state = state.withLock { state in
        if request.address.hasSuffix("/keys") { state.keyFetches += 1 }
        return state
      }
      if state.isDown { throw CancellationError() }
      let signer = signers[current.withLock { $0 }]
      switch request.address.split(separator: "/").last {
      case "openid-configuration":
        return Self.json([
          "issuer": "https://login.example", "authorization_endpoint": "https://login.example/authorize",
          "token_endpoint": "https://login.example/token", "jwks_uri": "https://login.example/keys",
          "userinfo_endpoint": "https://login.example/me",
        ])
      case "keys": return Self.json(["keys": [signer.json]])
      case "token":
        let form = FormValues(encoded: request.form ?? "")
        let digest = SHA256.digest(of: Array((form["code_verifier"] ?? "").utf8))
        guard form["code"] == "good", Base64URL.text(of: digest) == state.challenge else {
          return HTTPFetcher.Answer(status: 400, body: Array("{}".utf8))
        }
        let now = Kit.start.seconds
        let token = signer.token([
          "iss": "https://login.example", "sub": "u1", "aud": "recourse", "nonce": .string(state.nonce),
          "exp": .integer(now + 300), "iat": .integer(now),
        ])
        return Self.json(["id_token": .string(token), "access_token": "a", "token_type": "Bearer"])
      case "me":
        return Self.json([
          "sub": "u1", "preferred_username": .string(state.name), "name": "Ada Okafor", "email": "ada@case.example",
          "groups": .array(state.groups.map(JSONValue.string)),
        ])
      default: return HTTPFetcher.Answer(status: 404, body: [])
      }
    }

    private static func json(_ value: JSONValue) -> HTTPFetcher.Answer {
      HTTPFetcher.Answer(status: 200, body: Array(value.serialized().utf8))
    }
  }

  private let provider: Provider
  private let kit: Kit

  init() async throws {
    let provider = try Provider()
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

  @Test func `a code, a nonce or a verifier of somebody else's leads nowhere`() async throws {
    let (query, cookie) = try await begin()
    #expect(try await finish(query["state"] ?? "", cookie, code: "stolen").status == .unavailable)
    let (second, other) = try await begin()
    provider.state.withLock { $0.nonce = "another" }
    #expect(try await finish(second["state"] ?? "", other).status == .forbidden)
    let (third, last) = try await begin()
    provider.state.withLock { $0.challenge = "another" }
    #expect(try await finish(third["state"] ?? "", last).status == .unavailable)
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
    // Unknown keys are not looked for again and again.
    #expect(try await finish(second["state"] ?? "", other).status == .forbidden)
    #expect(provider.state.withLock(\.keyFetches) == 1)
    provider.state.withLock { $0.passed = 31 }
    let (third, last) = try await begin()
    #expect(try await finish(third["state"] ?? "", last).status == .seeOther)
    #expect(provider.state.withLock(\.keyFetches) == 2)
  }

  @Test func `a provider that is away keeps nobody guessing`() async throws {
    provider.state.withLock { $0.isDown = true }
    let response = try await kit.ask(.get, "/sign-in/work", cookie: try await kit.cookie(.visitor))
    #expect(response.status == .unavailable && response["retry-after"] == "60")
  }
}
