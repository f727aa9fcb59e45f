import Cryptography
import JSON

/// The keys that a provider signs with (RFC 7517).
struct KeySet: Sendable {
  struct Key: Sendable {
    /// Its name; nil where it has none.
    let name: String?
    let key: PublicKey
  }

  let keys: [Key]

  /// Takes what it knows, and leaves the rest: a provider may have keys for other things.
  init(_ json: JSONValue) {
    keys = (json["keys"]?.arrayValue ?? []).compactMap(Self.key)
  }

  private static func key(_ json: JSONValue) -> Key? {
    if let use = json["use"]?.stringValue, use != "sig" { return nil }
    func bytes(_ name: String) -> [UInt8]? { json[name]?.stringValue.flatMap { Base64URL.bytes(of: $0) } }
    let (kind, algorithm) = (json["kty"]?.stringValue, json["alg"]?.stringValue)
    let key: PublicKey?
    switch kind {
    case "RSA" where algorithm == nil || algorithm == "RS256":
      guard let n = bytes("n"), let e = bytes("e") else { return nil }
      key = PublicKey(modulus: n, exponent: e)
    case "EC" where (algorithm == nil || algorithm == "ES256") && json["crv"]?.stringValue == "P-256":
      guard let x = bytes("x"), let y = bytes("y") else { return nil }
      key = PublicKey(x: x, y: y)
    default: return nil
    }
    return key.map { Key(name: json["kid"]?.stringValue, key: $0) }
  }

  /// The keys that may have signed: the one of that name, or those of the kind where none is named.
  func candidates(named name: String?, _ kind: PublicKey.Kind) -> [PublicKey] {
    keys.filter { $0.key.kind == kind && (name == nil || $0.name == name) }.map(\.key)
  }
}
