internal import Clibsodium

/// Hashes of passwords by Argon2id (RFC 9106), with libsodium's setting for interactive use: 64 MiB and two passes.
package enum PasswordHash {
  /// Nil where the machine has not the memory.
  package static func make(_ password: String) -> String? {
    var hash = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    let status = crypto_pwhash_str_alg(
      &hash, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
      Int(crypto_pwhash_MEMLIMIT_INTERACTIVE), crypto_pwhash_ALG_ARGON2ID13)
    guard status == 0 else { return nil }
    return String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package static func verify(_ password: String, against hash: String) -> Bool {
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
  }
}
