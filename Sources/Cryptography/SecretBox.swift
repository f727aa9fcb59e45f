internal import Clibsodium

/// Seals what has to be kept but not to be read where it is kept: XSalsa20 with Poly1305, as libsodium's secretbox has it.
package struct SecretBox: Sendable, Hashable {
  /// How many bytes a key has.
  package static let keyLength = Int(crypto_secretbox_KEYBYTES)

  private let key: [UInt8]

  /// - Returns: nil for a key of another length than `keyLength`.
  package init?(key: [UInt8]) {
    guard key.count == Self.keyLength else { return nil }
    self.key = key
  }

  /// The bytes sealed, behind a nonce that is used this once.
  package func seal(_ bytes: [UInt8]) -> [UInt8] {
    let nonce = RandomBytes.make(Int(crypto_secretbox_NONCEBYTES))
    let sealed = [UInt8](unsafeUninitializedCapacity: bytes.count + Int(crypto_secretbox_MACBYTES)) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      // It can't fail: libsodium documents 0 as the only answer.
      _ = crypto_secretbox_easy(start, bytes, UInt64(bytes.count), nonce, key)
      count = bytes.count + Int(crypto_secretbox_MACBYTES)
    }
    return nonce + sealed
  }

  /// What was sealed with this key; nil for anything else.
  package func open(_ sealed: [UInt8]) -> [UInt8]? {
    let (nonce, rest) = (Int(crypto_secretbox_NONCEBYTES), Int(crypto_secretbox_MACBYTES))
    guard sealed.count >= nonce + rest else { return nil }
    let text = Array(sealed.dropFirst(nonce))
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: max(1, text.count - rest)) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      isWhole = crypto_secretbox_open_easy(start, text, UInt64(text.count), Array(sealed.prefix(nonce)), key) == 0
      count = isWhole ? text.count - rest : 0
    }
    return isWhole ? bytes : nil
  }
}
