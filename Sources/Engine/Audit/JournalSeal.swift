import Casework
import JSON

/// What is kept of a journal entry besides its columns: the texts, byte for byte as they were hashed, and the hash.
package struct JournalSeal: Sendable, Hashable {
  /// The entry's payload as JSON text.
  package let payload: [UInt8]
  /// What the step wants done outside: `[["message",{…}],…]`; nil where there is nothing.
  package let messages: [UInt8]?
  package let salt: [UInt8]
  package let hash: [UInt8]

  /// Writes and hashes an entry.
  ///
  /// - Parameter head: the hash of the case's entry before; nil for the first.
  init(of entry: JournalEntry, _ caseID: CaseID, _ outbox: [OutboxItem.Content], after head: [UInt8]?) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    entry.payload.write(into: &bytes)
    payload = bytes
    messages = Self.text(of: outbox)
    salt = SaltStock.shared.take()
    hash = JournalChain.hash(
      of: JournalChain.Entry(entry, of: caseID),
      personal: JournalChain.personalDigest(
        salt: salt, actorName: entry.actor.name, payload: payload, messages: messages),
      after: head ?? JournalChain.beginning)
  }

  private static func text(of outbox: [OutboxItem.Content]) -> [UInt8]? {
    guard !outbox.isEmpty else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(outbox.reduce(2) { $0 + $1.payload.utf8.count + 20 })
    for content in outbox {
      bytes += (bytes.isEmpty ? "[[\"" : ",[\"").utf8
      bytes += content.kind.rawValue.utf8
      bytes += "\",".utf8
      bytes += content.payload.utf8
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }
}
