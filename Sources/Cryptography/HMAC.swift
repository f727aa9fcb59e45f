internal import Clibsodium

/// HMAC with SHA-256 (RFC 2104): proves to whoever shares the key that a text is ours and unchanged.
package enum HMAC {
  /// - Parameter key: of any length.
  /// - Returns: 32 bytes.
  package static func sha256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var state = crypto_auth_hmacsha256_state()
    // None of the three can fail: libsodium documents 0 as the only answer.
    _ = crypto_auth_hmacsha256_init(&state, key, key.count)
    _ = crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      _ = crypto_auth_hmacsha256_final(&state, start)
      count = 32
    }
  }
}
