package import Casework
import Cryptography

/// A journal entry with all that its hash covers, or what an erasure has left of it.
package struct AuditEntry: Sendable, Hashable {
  /// The part of an entry that concerns people.
  package enum Personal: Sendable, Hashable {
    /// The texts byte for byte as they are kept.
    case whole(salt: [UInt8], actorName: String?, payload: [UInt8], messages: [UInt8]?)
    /// Erased: only its digest is left.
    case erased(digest: [UInt8])
  }

  package var entry: JournalChain.Entry
  package var personal: Personal
  /// As it is kept, which proves nothing until it is worked out again.
  package var hash: [UInt8]

  package init(entry: JournalChain.Entry, personal: Personal, hash: [UInt8]) {
    self.entry = entry
    self.personal = personal
    self.hash = hash
  }

  package var isErased: Bool { if case .erased = personal { true } else { false } }

  /// The digest of the personal part.
  package var digest: [UInt8] {
    switch personal {
    case .whole(let salt, let actorName, let payload, let messages):
      JournalChain.personalDigest(salt: salt, actorName: actorName, payload: payload, messages: messages)
    case .erased(let digest): digest
    }
  }

  /// What its hash must be after that of the entry before.
  package func hash(after previous: [UInt8]) -> [UInt8] {
    JournalChain.hash(of: entry, personal: digest, after: previous)
  }
}

/// The hash of a case's newest entry, and which entry that is: it stands for the whole history.
package struct AuditHead: Sendable, Hashable {
  /// In its text form of 36 characters.
  package var caseID: String
  package var revision: Int
  package var hash: [UInt8]

  package init(caseID: String, revision: Int, hash: [UInt8]) {
    self.caseID = caseID
    self.revision = revision
    self.hash = hash
  }
}

/// A case as an audit sees it: its head, and its journal in order.
package struct AuditCase: Sendable, Hashable {
  package let head: AuditHead
  package let entries: [AuditEntry]

  package init(head: AuditHead, entries: [AuditEntry]) {
    self.head = head
    self.entries = entries
  }
}

/// Which cases an audit reads.
package enum AuditScope: Sendable, Hashable {
  /// A page of all, in the order of their identifiers.
  case page(after: CaseID?, limit: Int)
  case only([CaseID])
}
