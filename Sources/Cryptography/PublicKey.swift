internal import Copenssl

/// A public key that signatures are held to: RSA, or a point of the curve P-256.
package final class PublicKey: @unchecked Sendable {
  // Unchecked: OpenSSL's key is only read after it was made, and freed with this object.
  package enum Kind: Sendable, Hashable {
    case rsa, p256
  }

  package let kind: Kind
  private let key: OpaquePointer

  /// The fewest bits that an RSA key is trusted with.
  private static let fewestBits: Int32 = 2_048

  /// - Parameters: modulus and exponent, the highest byte first. Nil where they are no key, or a weak one.
  package init?(modulus: [UInt8], exponent: [UInt8]) {
    guard (256...1_024).contains(modulus.count), (1...8).contains(exponent.count),
      let key = recourse_rsa_key(modulus, modulus.count, exponent, exponent.count)
    else { return nil }
    guard EVP_PKEY_get_bits(key) >= Self.fewestBits else {
      EVP_PKEY_free(key)
      return nil
    }
    (kind, self.key) = (.rsa, key)
  }

  /// - Parameters: the point's coordinates, 32 bytes each. Nil where it does not lie on the curve.
  package init?(x: [UInt8], y: [UInt8]) {
    guard x.count == 32, y.count == 32, let key = recourse_p256_key([4] + x + y) else { return nil }
    (kind, self.key) = (.p256, key)
  }

  deinit { EVP_PKEY_free(key) }

  /// Whether a signature over a message, by SHA-256, is this key's: RS256 or ES256 of RFC 7518.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    switch kind {
    case .rsa: recourse_verify(key, signature, signature.count, message, message.count) == 1
    case .p256: signature.count == 64 && recourse_verify_p256(key, signature, message, message.count) == 1
    }
  }
}
