package import Casework
import CivilTime
import JSON

/// Erases what is personal in a case's journal, and leaves the journal verifiable.
///
/// Gone are who acted by name, what was written and what was sent; there stay when it happened, what kind of step it was,
/// under which name and in which role. That it was erased is itself an entry. The case's own data are not touched.
package struct ErasureService: Sendable {
  /// What to erase.
  package enum Selection: Sendable, Hashable {
    case all
    case revisions([Int])
  }

  /// What comes of it.
  package struct Outcome: Sendable, Hashable {
    package let reference: CaseReference
    /// The entries' numbers.
    package let revisions: [Int]
    package let isDone: Bool
  }

  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// Erases entries of a case.
  ///
  /// - Parameters:
  ///   - isForced: whether an open case is taken too.
  ///   - isDryRun: whether it is only said what would be erased.
  /// - Throws: `AuditRefusal`, `CaseFailure`; nothing is erased then.
  package func erase(
    _ selection: Selection, of id: CaseID, reason: String, by actor: Actor, eventID: EventID, isForced: Bool = false,
    isDryRun: Bool = false
  ) async throws -> Outcome {
    try await store.transaction { [library] transaction in
      let look = try transaction.look(at: [id], for: [])
      guard let record = look.cases.first else { throw CaseFailure.unknownCase }
      guard record.closedAt != nil || isForced else { throw AuditRefusal.open }
      let entries = try transaction.audit(.only([id])).first?.entries ?? []
      let chosen = try Self.choose(selection, entries, waiting: transaction.waitingRevisions(of: id))
      let revisions = chosen.map(\.entry.revision)
      let outcome = Outcome(reference: record.reference, revisions: revisions, isDone: !isDryRun)
      guard !isDryRun else { return outcome }
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      let event = CaseEvent(id: eventID, kind: .erase(revisions: revisions, reason: reason), actor: actor)
      let current = try record.case(workflow)
      let update: CaseUpdate
      do throws(Rejection) {
        update = try workflow.step(current, on: event, given: facts)
      } catch {
        throw CaseFailure.rejected(error)
      }
      let write = try CaseWrite(update, workflow, facts, after: record)
      guard try transaction.write([write]) == [.written] else { throw CaseFailure.contention }
      let digests = Dictionary(chosen.map { ($0.entry.revision, $0.digest) }, uniquingKeysWith: { $1 })
      try transaction.erase(digests, of: id)
      try transaction.forgetFeedback(of: id)
      return outcome
    }
  }

  private static func choose(
    _ selection: Selection, _ entries: [AuditEntry], waiting: Set<Int>
  ) throws(AuditRefusal) -> [AuditEntry] {
    let isErasure = { (entry: AuditEntry) in entry.entry.kind == JournalEntry.Kind.erased.rawValue }
    var chosen: [AuditEntry]
    switch selection {
    case .all: chosen = entries.filter { !isErasure($0) }
    case .revisions(let revisions):
      chosen = []
      for revision in Set(revisions).sorted() {
        guard let entry = entries.first(where: { $0.entry.revision == revision }) else {
          throw .unknownRevision(revision)
        }
        if isErasure(entry) { throw .isErasure(revision) }
        chosen.append(entry)
      }
    }
    chosen.removeAll(where: \.isErased)
    guard !chosen.isEmpty else { throw .nothingToErase }
    if let first = chosen.first(where: { waiting.contains($0.entry.revision) }) { throw .waiting(first.entry.revision) }
    return chosen
  }
}
