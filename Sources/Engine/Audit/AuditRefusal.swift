/// Why something was not erased. Nothing has changed then.
package enum AuditRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case open
  /// No entry is left that could be erased.
  case nothingToErase
  case unknownRevision(Int)
  /// A message of the entry was not sent yet.
  case waiting(Int)
  /// The record of an erasure stays.
  case isErasure(Int)

  package var description: String {
    switch self {
    case .open:
      "the case is open, and whoever works on it needs its history; close it first, or say --force"
    case .nothingToErase: "everything in it that can be erased is erased already"
    case .unknownRevision(let revision): "the case has no entry \(revision); see recourse case history"
    case .waiting(let revision):
      "what entry \(revision) sends still waits to be sent; let a worker send it, or give it up, first"
    case .isErasure(let revision): "entry \(revision) tells of an erasure and stays, so that the gap is explained"
    }
  }
}
