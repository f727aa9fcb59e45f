package import JSON

/// Something in a journal, or an export of it, that is not as it was written.
package struct AuditFinding: Sendable, Hashable {
  /// What is wrong.
  package enum Fault: String, Sendable, Hashable, CaseIterable {
    /// A line is none of an export's.
    case unreadable
    /// A case comes twice, or before one that it belongs behind.
    case order
    /// The entry with this number is not where it belongs.
    case missing
    /// The entry is not what its hash was made of.
    case changed
    /// The case's head is not the hash of its newest entry.
    case head
    /// The file does not end as it was written.
    case end
    /// A case that was anchored is gone.
    case dropped
    /// A case has fewer entries than were anchored.
    case truncated
    /// An entry is not the one that was anchored.
    case rewritten
  }

  package let fault: Fault
  /// The case in its text form; empty where the finding is about the whole.
  package let caseID: String
  /// The number of the entry; of the line where a line can't be read; 0 where there is none.
  package let revision: Int

  package init(_ fault: Fault, caseID: String = "", revision: Int = 0) {
    self.fault = fault
    self.caseID = caseID
    self.revision = revision
  }

  /// What is wrong, in a sentence.
  package var problem: String {
    switch fault {
    case .unreadable: "line \(revision) is no line of an export"
    case .order: "the case stands here out of order, or a second time"
    case .missing: "entry \(revision) is not there, or not in its place"
    case .changed: "entry \(revision) does not fit its hash"
    case .head: "the head is not the hash of the newest entry, which is number \(revision)"
    case .end: "the last line is missing, or does not fit what stands before it"
    case .dropped: "the case is not there, and was when the heads were exported"
    case .truncated: "the case ends with entry \(revision), and had more when the heads were exported"
    case .rewritten: "entry \(revision) is another one than when the heads were exported"
    }
  }

  /// What it means.
  package var meaning: String {
    switch fault {
    case .unreadable, .end: "the file was cut off or changed after it was written"
    case .order: "the file was put together from several, or changed by hand"
    case .missing: "an entry was taken out, or entries changed places"
    case .changed: "somebody changed what happened, when, who did it or what was written; or an entry before it"
    case .head: "entries were added or taken away at the end without the program"
    case .dropped, .truncated: "what had happened was taken away afterwards"
    case .rewritten: "the history was written anew, hashes and all, after it was anchored"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch fault {
    case .unreadable, .order, .end: "export again; if the finding stays, verify the database itself"
    case .missing, .changed, .head, .dropped, .truncated, .rewritten:
      "compare the case with a backup from before, find out who could write to the database, and keep both"
    }
  }

  package var json: JSONObject {
    [
      "fault": .string(fault.rawValue), "case": caseID.isEmpty ? .null : .string(caseID),
      "revision": .integer(Int64(revision)), "problem": .string(problem), "meaning": .string(meaning),
      "remedy": .string(remedy),
    ]
  }
}
