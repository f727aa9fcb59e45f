import Casework
import Cryptography
import Engine
import WorkflowFiles

/// What a list of contacts comes to.
struct ContactListOutcome: Sendable {
  let findings: [Diagnostic]
  let changes: [ContactChange]

  var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// What tells one outcome from another: whoever confirms has seen just this.
  var digest: String {
    let lines = changes.map { change -> String in
      var contact = change.contact
      // A rehearsal gives identities that nobody keeps.
      if change.kind == .added { contact.id = nil }
      return "\(change.kind.rawValue) \(contact.id?.description ?? "") \(ContactDraft(contact))"
    }
    return Hexadecimal.text(of: SHA256.digest(of: Array(lines.joined(separator: "\n").utf8)).prefix(16))
  }

  /// Those to whom nobody has written yet.
  var unverified: [String] {
    var seen: Set<String> = []
    return changes.filter { change in
      (change.kind == .added || change.columns.contains("email")) && change.contact.verifiedAt == nil
    }.map(\.contact.address).filter { seen.insert($0).inserted }
  }
}
