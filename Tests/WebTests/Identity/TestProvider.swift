import CivilTime
import Cryptography
import JSON
import Synchronization

@testable import Web

/// A provider in memory: it knows one person, and signs what it says.
final class TestProvider: Sendable {
  struct State: Sendable {
    var nonce = ""
    var challenge = ""
    var groups = ["staff"]
    var name = "okafor"
    var subject = "u1"
    var email: String? = "ada@case.example"
    /// For how long the person has been signed in there; nil where the provider does not say.
    var signedInFor: Int64? = 0
    var keyFetches = 0
    var isDown = false
    /// Seconds since the start.
    var passed: Int64 = 0
  }

  let state = Mutex(State())
  nonisolated(unsafe) let signers: [TestSigner]
  private let current = Mutex(0)

  init() throws { signers = [try TestSigner(.p256, named: "k0"), try TestSigner(.p256, named: "k1")] }

  func rotate() { current.withLock { $0 = 1 - $0 } }

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
        "userinfo_endpoint": "https://login.example/me", "end_session_endpoint": "https://login.example/bye",
      ])
    case "keys": return Self.json(["keys": [signer.json]])
    case "token":
      let form = FormValues(encoded: request.form ?? "")
      let digest = SHA256.digest(of: Array((form["code_verifier"] ?? "").utf8))
      guard form["code"] == "good", Base64URL.text(of: digest) == state.challenge else {
        return HTTPFetcher.Answer(
          status: form["code"] == "unknown-client" ? 401 : 400, body: Array(#"{"error":"invalid_grant"}"#.utf8))
      }
      let now = Kit.start.seconds
      var claims: JSONObject = [
        "iss": "https://login.example", "sub": .string(state.subject), "aud": "recourse",
        "nonce": .string(state.nonce), "exp": .integer(now + 300), "iat": .integer(now),
      ]
      if let ago = state.signedInFor { claims["auth_time"] = .integer(now + state.passed - ago) }
      let token = signer.token(claims)
      return Self.json(["id_token": .string(token), "access_token": "a", "token_type": "Bearer"])
    case "me":
      var claims: JSONObject = [
        "sub": .string(state.subject), "preferred_username": .string(state.name), "name": "Ada Okafor",
        "groups": .array(state.groups.map(JSONValue.string)),
      ]
      if let email = state.email { claims["email"] = .string(email) }
      return Self.json(.object(claims))
    default: return HTTPFetcher.Answer(status: 404, body: [])
    }
  }

  private static func json(_ value: JSONValue) -> HTTPFetcher.Answer {
    HTTPFetcher.Answer(status: 200, body: Array(value.serialized().utf8))
  }
}
