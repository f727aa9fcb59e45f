internal import Clibsodium
internal import Copenssl

/// The SHA-256 digest (FIPS 180-4), worked out by OpenSSL, which knows the processor's own instructions for it, or by
/// libsodium where OpenSSL has been told not to.
package enum SHA256 {
  /// - Returns: 32 bytes.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      // Every step has two digests, and libsodium takes four times as long. It can't fail: it documents 0 as the only
      // answer.
      if recourse_sha256(bytes, bytes.count, start) != 1 {
        _ = crypto_hash_sha256(start, bytes, UInt64(bytes.count))
      }
      count = 32
    }
  }
}
