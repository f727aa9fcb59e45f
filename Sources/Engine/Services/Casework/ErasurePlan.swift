import Casework
import JSON

/// What an erasure takes.
struct ErasurePlan {
  let entries: [AuditEntry]
  /// Documents in the store, by their digests.
  let stored: [String]
  /// Documents beside it.
  let outside: [String]
  /// Whether the case itself is emptied as well.
  let empties: Bool

  /// - Parameters:
  ///   - entries: the whole history of the case.
  ///   - waiting: the entries of which something still waits to be sent.
  ///   - stored: the documents of the case in the store.
  ///   - outside: those beside it.
  ///   - canBeEmptied: whether the case has ended and was not emptied before.
  /// - Throws: where an entry can't be erased, or nothing is left to be.
  init(
    _ selection: ErasureService.Selection, _ entries: [AuditEntry], waiting: Set<Int>, stored: [String],
    outside: [String], canBeEmptied: Bool
  ) throws(AuditRefusal) {
    switch selection {
    case .all:
      self.entries = entries.filter { !$0.tellsOfErasure && !$0.isErased }
      (self.stored, self.outside) = (stored, outside)
      empties = canBeEmptied
    case .revisions(let revisions):
      let chosen = try Self.choose(Set(revisions), entries)
      let numbers = Set(chosen.map(\.entry.revision))
      let told = Set(chosen.compactMap(\.document))
      let gone = told.subtracting(entries.filter { !numbers.contains($0.entry.revision) }.compactMap(\.document))
      self.entries = chosen
      self.stored = stored.filter(gone.contains)
      self.outside = outside.filter(gone.contains)
      empties = false
    }
    guard !self.entries.isEmpty || !self.stored.isEmpty || !self.outside.isEmpty || empties else {
      throw .nothingToErase
    }
    if let first = self.entries.first(where: { waiting.contains($0.entry.revision) }) {
      throw .waiting(first.entry.revision)
    }
  }

  private static func choose(_ revisions: Set<Int>, _ entries: [AuditEntry]) throws(AuditRefusal) -> [AuditEntry] {
    var chosen: [AuditEntry] = []
    for revision in revisions.sorted() {
      guard let entry = entries.first(where: { $0.entry.revision == revision }) else {
        throw .unknownRevision(revision)
      }
      if entry.tellsOfErasure { throw .isErasure(revision) }
      if !entry.isErased { chosen.append(entry) }
    }
    return chosen
  }
}

extension AuditEntry {
  fileprivate var tellsOfErasure: Bool { entry.kind == JournalEntry.Kind.erased.rawValue }

  /// The digest of the document that the entry tells of; nil where it tells of none, or of none any more.
  fileprivate var document: String? {
    guard entry.kind == JournalEntry.Kind.attached.rawValue, case .whole(_, _, let payload, _) = personal,
      let json = try? JSONValue(parsing: String(decoding: payload, as: UTF8.self))
    else { return nil }
    return json["data"]?["sha256"]?.stringValue
  }
}
