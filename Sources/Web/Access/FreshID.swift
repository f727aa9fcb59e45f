package import Casework
package import CivilTime
import Cryptography

/// Identifiers for what pages ask.
package enum FreshID {
  package static func make(at now: Instant) -> UniqueID {
    let bytes = RandomBytes.make(16)
    func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
    return UniqueID(at: now, random: (word(bytes[..<8]), word(bytes[8...])))
  }

  /// Another identifier that always comes of the same one and a word: what follows from one request is done once as well.
  package static func derived(from id: UniqueID, _ word: String) -> UniqueID {
    let digest = SHA256.digest(of: Array("\(id) \(word)".utf8))
    func number(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
    // Version 8 (RFC 9562, section 5.8).
    return UniqueID(
      high: number(digest[..<8]) & ~0xF000 | 0x8000,
      low: number(digest[8..<16]) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }
}
