internal import Clibsodium

/// The SHA-256 digest (FIPS 180-4), worked out by libsodium.
package enum SHA256 {
  /// - Returns: 32 bytes.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      // It can't fail: libsodium documents 0 as the only answer.
      _ = crypto_hash_sha256(start, bytes, UInt64(bytes.count))
      count = 32
    }
  }
}
