package import Casework
package import JSON

/// What a case's history tells of its migrations.
package struct MigrationTrace: Sendable {
  /// Why a migration can't be taken back.
  package enum Refusal: Error, Sendable, CustomStringConvertible {
    /// Something has happened to it since, of this kind.
    case hasMoved(JournalEntry.Kind, name: String)
    case erased
    /// The new version let it rest nowhere near, and it went on in the same step.
    case wentOn

    package var description: String {
      switch self {
      case .hasMoved(let kind, let name):
        "it has moved since its migration (\(kind.rawValue) \"\(name)\"); migrate it the other way instead"
      case .wentOn:
        "it went on at once as it was migrated, and what came of that stays; migrate it the other way instead"
      case .erased: "what the history kept of its migration was erased; migrate it the other way instead"
      }
    }
  }

  private let journal: [JournalEntry]

  package init(_ journal: [JournalEntry]) { self.journal = journal }

  /// What has to be put back so that the last migration is undone; nil where the case was not migrated from the one
  /// version to the other last.
  package func reversible(_ from: WorkflowDigest, _ to: WorkflowDigest) throws(Refusal) -> JSONObject? {
    guard let index = journal.lastIndex(where: { $0.kind == .migrated }) else { return nil }
    let entry = journal[index]
    guard entry.name == "migrate" else { return nil }
    if entry.payload["erased"] == true { throw .erased }
    guard entry.payload["from"]?.stringValue == from.description, entry.payload["to"]?.stringValue == to.description
    else { return nil }
    if entry.payload["went_on"] == true { throw .wentOn }
    guard let was = entry.payload["was"]?.objectValue else { return nil }
    if let moved = journal[(index + 1)...].first(where: { $0.kind.moves }) {
      throw .hasMoved(moved.kind, name: moved.name)
    }
    return was
  }
}

extension JournalEntry.Kind {
  /// Whether a case may stand elsewhere, or have other timers, after such an entry.
  fileprivate var moves: Bool {
    switch self {
    case .ignored, .assigned, .noted, .attached, .declared, .linked, .erased, .parked: false
    case .opened, .event, .timer, .paused, .resumed, .extended, .merged, .reopened, .recalculated, .migrated, .retried,
      .skipped, .cancelled:
      true
    }
  }
}
