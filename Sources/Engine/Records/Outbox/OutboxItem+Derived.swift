import Casework
import CivilTime
import Cryptography

extension OutboxItem {
  /// An identifier that follows from the item's own, so that carrying the item out twice makes nothing twice.
  ///
  /// - Parameter purpose: what it is for; each purpose has another one.
  func derived(_ purpose: String) -> UniqueID { Self.derived(purpose, of: id, writtenAt: writtenAt) }

  /// The same for an item that is only foreseen.
  static func derived(_ purpose: String, of id: ID, writtenAt: Instant) -> UniqueID {
    let digest = SHA256.digest(of: Array("recourse-\(purpose)-1 \(id)".utf8))
    let words = stride(from: 0, to: 16, by: 8).map { start in
      digest[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    return UniqueID(at: writtenAt, random: (words[0], words[1]))
  }
}
