package import Casework

/// Why a case can't be lived through again: where its journal ends to be enough.
package enum HistoryGap: Error, Sendable, CustomStringConvertible {
  /// The journal does not begin with the opening.
  case noOpening
  /// What the entry changed was erased.
  case erased(revision: Int)
  /// The entry lacks a member that it should have.
  case unreadable(revision: Int)
  /// The step of then is refused now.
  case refused(revision: Int, Rejection)
  /// The case went by a version that nobody could give.
  case otherVersion(WorkflowDigest)
  /// It comes to something else than was written down.
  case diverges(revision: Int)

  package var description: String {
    switch self {
    case .noOpening: "the journal does not begin with the case's opening"
    case .erased(let revision): "what entry \(revision) changed was erased, and so it can't be lived through again"
    case .unreadable(let revision): "entry \(revision) of the journal lacks what a replay needs"
    case .refused(let revision, let rejection):
      "the step of entry \(revision) is refused when it is lived through again: \(rejection)"
    case .otherVersion(let digest): "the case went by version \(digest.short) for a time, whose text is missing"
    case .diverges(let revision):
      "entry \(revision), lived through again, comes to something else than was written down: "
        + "`recourse doctor` and `recourse audit verify` say whether the database is whole"
    }
  }

  /// The entry from which on the case can't be rebuilt; nil where none of it can.
  package var revision: Int? {
    switch self {
    case .noOpening, .otherVersion: nil
    case .erased(let revision), .unreadable(let revision), .refused(let revision, _), .diverges(let revision): revision
    }
  }
}
