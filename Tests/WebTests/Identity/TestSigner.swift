import Copenssl
import Cryptography
import JSON

/// Signs tokens as an identity provider does, or as somebody would who wants to be taken for one.
final class TestSigner {
  let kind: PublicKey.Kind
  let name: String
  private let key: OpaquePointer

  init(_ kind: PublicKey.Kind, named name: String) throws {
    (self.kind, self.name) = (kind, name)
    let context = EVP_PKEY_CTX_new_id(kind == .rsa ? EVP_PKEY_RSA : EVP_PKEY_EC, nil)
    defer { EVP_PKEY_CTX_free(context) }
    var made: OpaquePointer?
    EVP_PKEY_keygen_init(context)
    if kind == .rsa {
      EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2_048)
    } else {
      EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
    }
    guard EVP_PKEY_keygen(context, &made) == 1, let made else { throw CancellationError() }
    key = made
  }

  deinit { EVP_PKEY_free(key) }

  /// The public half, as a key set has it.
  var json: JSONValue {
    switch kind {
    case .rsa:
      [
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string(name), "n": .string(number("n")),
        "e": .string(number("e")),
      ]
    case .p256:
      [
        "kty": "EC", "use": "sig", "crv": "P-256", "kid": .string(name), "x": .string(number("qx", count: 32)),
        "y": .string(number("qy", count: 32)),
      ]
    }
  }

  private func number(_ name: String, count: Int? = nil) -> String {
    var number: OpaquePointer?
    EVP_PKEY_get_bn_param(key, name, &number)
    defer { BN_free(number) }
    var bytes = [UInt8](repeating: 0, count: count ?? Int((BN_num_bits(number) + 7) / 8))
    BN_bn2binpad(number, &bytes, Int32(bytes.count))
    return Base64URL.text(of: bytes)
  }

  /// A token with these claims.
  ///
  /// - Parameters: what the header says; nil leaves the key out of it.
  func token(_ claims: JSONObject, algorithm: String? = nil, named name: String?? = nil) -> String {
    var header: JSONObject = ["alg": .string(algorithm ?? (kind == .rsa ? "RS256" : "ES256")), "typ": "JWT"]
    if let name = name ?? self.name { header["kid"] = .string(name) }
    let message = "\(Self.part(header)).\(Self.part(claims))"
    return "\(message).\(Base64URL.text(of: signature(of: Array(message.utf8))))"
  }

  static func part(_ object: JSONObject) -> String {
    Base64URL.text(of: Array(JSONValue.object(object).serialized().utf8))
  }

  private func signature(of message: [UInt8]) -> [UInt8] {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key)
    var count = 0
    EVP_DigestSign(context, nil, &count, message, message.count)
    var signature = [UInt8](repeating: 0, count: count)
    EVP_DigestSign(context, &signature, &count, message, message.count)
    let der = Array(signature.prefix(count))
    return kind == .rsa ? der : Self.plain(der)
  }

  /// r and s of a curve's signature, out of its DER: 30 L 02 L r 02 L s.
  private static func plain(_ der: [UInt8]) -> [UInt8] {
    let count = Int(der[3])
    let (r, s) = (der[4..<4 + count], der[(6 + count)...])
    return [r, s].flatMap { number -> [UInt8] in
      let digits = number.drop { $0 == 0 }
      return [UInt8](repeating: 0, count: 32 - digits.count) + digits
    }
  }
}
