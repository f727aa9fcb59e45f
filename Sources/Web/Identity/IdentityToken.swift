import CivilTime
import Cryptography
import JSON

/// What a provider says of whoever has signed in there (OpenID Connect Core, section 3.1.3.7): believed only where
/// everything about it is right.
struct IdentityToken: Sendable {
  let claims: JSONObject
  let subject: String

  /// What was wrong. It never holds anything of the token.
  enum Fault: String, Error, Sendable, CaseIterable {
    case unreadable, algorithm, unknownKey, signature, issuer, audience, party, expired, notYet, nonce, subject
  }

  /// What it has to say.
  struct Expectation: Sendable {
    let issuer: String
    let client: String
    let nonce: String
    let now: Instant
  }

  /// Clocks may differ by so many seconds.
  private static let leeway: Int64 = 60
  private static let longest = 64 << 10

  /// - Throws: `Fault.unknownKey` where the provider may have new keys by now; any other for good.
  init(_ text: String, _ keys: KeySet, _ expected: Expectation) throws(Fault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= Self.longest, parts.count == 3, let header = Self.object(parts[0]),
      let claims = Self.object(parts[1]), let signature = Base64URL.bytes(of: parts[2])
    else { throw .unreadable }
    try Self.check(signature, header, of: "\(parts[0]).\(parts[1])", keys)
    try Self.check(claims, expected)
    guard let subject = claims["sub"]?.stringValue, !subject.isEmpty else { throw .subject }
    (self.claims, self.subject) = (claims, subject)
  }

  private static func object(_ part: Substring) -> JSONObject? {
    guard let bytes = Base64URL.bytes(of: part), let text = String(validating: bytes, as: UTF8.self) else { return nil }
    // What can't be read is refused by the caller.
    return (try? JSONValue(parsing: text))?.objectValue
  }

  /// The algorithm is ours to choose, and the key's kind goes with it: neither `none` nor a secret that is no secret
  /// gets past.
  private static func check(
    _ signature: [UInt8], _ header: JSONObject, of message: String, _ keys: KeySet
  ) throws(Fault) {
    let kind: PublicKey.Kind
    switch header["alg"]?.stringValue {
    case "RS256": kind = .rsa
    case "ES256": kind = .p256
    default: throw .algorithm
    }
    // What must be understood and is not (RFC 7515, section 4.1.11).
    guard header["crit"] == nil else { throw .algorithm }
    let candidates = keys.candidates(named: header["kid"]?.stringValue, kind)
    guard !candidates.isEmpty else { throw .unknownKey }
    let bytes = Array(message.utf8)
    guard candidates.contains(where: { $0.verifies(signature, of: bytes) }) else { throw .signature }
  }

  private static func check(_ claims: JSONObject, _ expected: Expectation) throws(Fault) {
    guard claims["iss"]?.stringValue == expected.issuer else { throw .issuer }
    let audience =
      claims["aud"]?.stringValue.map { [$0] } ?? (claims["aud"]?.arrayValue ?? []).compactMap(\.stringValue)
    guard audience.contains(expected.client) else { throw .audience }
    if let party = claims["azp"] {
      guard party.stringValue == expected.client else { throw .party }
    } else if audience.count > 1 {
      throw .party
    }
    guard let ends = claims["exp"]?.doubleValue, ends > Double(expected.now.seconds - leeway) else { throw .expired }
    guard let made = claims["iat"]?.doubleValue, made < Double(expected.now.seconds + leeway) else { throw .notYet }
    if let begins = claims["nbf"] {
      guard let begins = begins.doubleValue, begins < Double(expected.now.seconds + leeway) else { throw .notYet }
    }
    guard let nonce = claims["nonce"]?.stringValue, Secrets.isSame(nonce, expected.nonce) else { throw .nonce }
  }
}
