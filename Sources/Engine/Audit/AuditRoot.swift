import Cryptography

/// One digest over the heads of many cases, taken in the order of their identifiers: whoever has it can tell later
/// whether a list of heads is the one that it was made of.
package struct AuditRoot: Sendable, Hashable {
  /// How many heads were taken.
  package private(set) var count = 0
  /// The digest so far; of no heads it is 32 zeros.
  package private(set) var digest = JournalChain.beginning

  package init() {}

  /// Each head is digested together with the digest of those before it.
  package mutating func take(_ head: AuditHead) {
    var bytes = digest
    for field in [head.caseID, String(head.revision), Hexadecimal.text(of: head.hash)] {
      bytes += "\(field.utf8.count):\(field),".utf8
    }
    digest = SHA256.digest(of: bytes)
    count += 1
  }
}
