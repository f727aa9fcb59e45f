import CivilTime
import Cryptography
import JSON
import Testing

@testable import Web

@Suite struct IdentityTokenTests {
  private static let now = Instant(seconds: 1_800_000_000)
  private static let expected = IdentityToken.Expectation(
    issuer: "https://login.example", client: "recourse", nonce: "n-1", now: now)

  private static let claims: JSONObject = [
    "iss": "https://login.example", "sub": "u1", "aud": "recourse", "nonce": "n-1", "exp": .integer(now.seconds + 300),
    "iat": .integer(now.seconds),
  ]

  private static func claims(_ change: (inout JSONObject) -> Void) -> JSONObject {
    var claims = claims
    change(&claims)
    return claims
  }

  private static func fault(_ text: String, _ keys: KeySet) -> IdentityToken.Fault? {
    do throws(IdentityToken.Fault) {
      _ = try IdentityToken(text, keys, expected)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [PublicKey.Kind.rsa, .p256])
  func `a token that is right in everything is believed`(_ kind: PublicKey.Kind) throws {
    let signer = try TestSigner(kind, named: "k1")
    let keys = KeySet(["keys": [signer.json]])
    #expect(keys.keys.count == 1)
    #expect(try IdentityToken(signer.token(Self.claims), keys, Self.expected).subject == "u1")
    let listed = Self.claims {
      $0["aud"] = ["other", "recourse"]; $0["azp"] = "recourse"
    }
    #expect(Self.fault(signer.token(listed), keys) == nil)
    #expect(Self.fault(signer.token(Self.claims, named: .some(nil)), keys) == nil)
  }

  @Test func `whatever is wrong with what a token says, it is refused for just that`() throws {
    let signer = try TestSigner(.p256, named: "k1")
    let keys = KeySet(["keys": [signer.json]])
    let wrong: [(IdentityToken.Fault, JSONObject)] = [
      (.issuer, Self.claims { $0["iss"] = "https://login.example.evil" }), (.issuer, Self.claims { $0["iss"] = nil }),
      (.audience, Self.claims { $0["aud"] = "other" }), (.audience, Self.claims { $0["aud"] = [] }),
      (.party, Self.claims { $0["aud"] = ["recourse", "other"] }), (.party, Self.claims { $0["azp"] = "other" }),
      (.expired, Self.claims { $0["exp"] = .integer(Self.now.seconds - 61) }),
      (.expired, Self.claims { $0["exp"] = "never" }), (.expired, Self.claims { $0["exp"] = nil }),
      (.notYet, Self.claims { $0["iat"] = .integer(Self.now.seconds + 120) }),
      (.notYet, Self.claims { $0["nbf"] = .integer(Self.now.seconds + 120) }),
      (.nonce, Self.claims { $0["nonce"] = "n-2" }), (.nonce, Self.claims { $0["nonce"] = nil }),
      (.subject, Self.claims { $0["sub"] = "" }), (.subject, Self.claims { $0["sub"] = 7 }),
    ]
    for (fault, claims) in wrong { #expect(Self.fault(signer.token(claims), keys) == fault) }
  }

  @Test func `no trick with algorithms and keys gets past the signature`() throws {
    let (rsa, curve) = (try TestSigner(.rsa, named: "r"), try TestSigner(.p256, named: "c"))
    let keys = KeySet(["keys": [rsa.json, curve.json]])
    let body = TestSigner.part(Self.claims)
    for algorithm in ["none", "None", "HS256", "RS512", "PS256", ""] {
      let header = TestSigner.part(["alg": .string(algorithm), "kid": "r"])
      let key = Array((rsa.json["n"]?.stringValue ?? "").utf8)
      let mac = Base64URL.text(of: HMAC.sha256(Array("\(header).\(body)".utf8), key: key))
      #expect(Self.fault("\(header).\(body).", keys) == .algorithm)
      #expect(Self.fault("\(header).\(body).\(mac)", keys) == .algorithm)
    }
    // Signed by one key and passed off as the other's.
    #expect(Self.fault(rsa.token(Self.claims, algorithm: "ES256", named: "c"), keys) == .signature)
    #expect(Self.fault(curve.token(Self.claims, algorithm: "RS256", named: "r"), keys) == .signature)
    #expect(Self.fault(rsa.token(Self.claims, named: "c"), keys) == .unknownKey)
    let stranger = try TestSigner(.rsa, named: "r")
    #expect(Self.fault(stranger.token(Self.claims), keys) == .signature)
    #expect(Self.fault(stranger.token(Self.claims, named: "new"), keys) == .unknownKey)
    let good = curve.token(Self.claims)
    let parts = good.split(separator: ".").map(String.init)
    let other = TestSigner.part(Self.claims { $0["sub"] = "u2" })
    #expect(Self.fault("\(parts[0]).\(other).\(parts[2])", keys) == .signature)
    let critical = TestSigner.part(["alg": "ES256", "kid": "c", "crit": ["exp"]])
    #expect(Self.fault("\(critical).\(body).\(parts[2])", keys) == .algorithm)
    for broken in ["", "a.b", "a.b.c", good + ".x", String(good.dropLast(8))] {
      #expect(Self.fault(broken, keys) != nil)
    }
  }

  @Test func `keys that are weak, for something else, or no keys are left aside`() throws {
    let signer = try TestSigner(.rsa, named: "r")
    var other = signer.json.objectValue ?? JSONObject()
    other["use"] = "enc"
    var short = signer.json.objectValue ?? JSONObject()
    short["n"] = .string(Base64URL.text(of: [UInt8](repeating: 0xFF, count: 128)))
    let off: JSONValue = [
      "kty": "EC", "crv": "P-256", "x": .string(Base64URL.text(of: [UInt8](repeating: 1, count: 32))),
      "y": .string(Base64URL.text(of: [UInt8](repeating: 1, count: 32))),
    ]
    let set = KeySet(["keys": [.object(other), .object(short), off, ["kty": "oct", "k": "AAAA"], 5]])
    #expect(set.keys.isEmpty)
  }
}
