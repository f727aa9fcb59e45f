package import Casework
import CivilTime
import JSON

/// Erases what people wrote in a case and who they are, and leaves the journal verifiable.
///
/// Of an entry there stay when it happened, what kind of step it was, under which name and in which role. Where a closed
/// case is erased whole, its data, documents, words and the ways in to it go as well; there stay where it ended and what
/// was chosen from lists, so that it still counts. That it was erased is itself an entry.
package struct ErasureService: Sendable {
  /// What to erase.
  package enum Selection: Sendable, Hashable {
    /// Everything; of an open case all but the data that it goes on by.
    case all
    /// Some entries, with the documents that no other entry tells of.
    case revisions([Int])
  }

  /// What comes of it.
  package struct Outcome: Sendable, Hashable {
    package let reference: CaseReference
    /// The entries' numbers.
    package let revisions: [Int]
    /// How many documents.
    package let documents: Int
    /// Whether the case itself is emptied.
    package let isEmptied: Bool
    /// Cases that were started by it, that it was merged with or that started it, and that are not erased: they may
    /// have been told what it says.
    package let linked: [CaseReference]
    package let isDone: Bool
  }

  package let store: any Store
  package let library: Library
  package let documents: any AttachmentPlace

  package init(store: any Store, library: Library, documents: any AttachmentPlace = StoredAttachments()) {
    self.store = store
    self.library = library
    self.documents = documents
  }

  /// Erases entries of a case, or all of it.
  ///
  /// - Parameters:
  ///   - isForced: whether an open case is taken too.
  ///   - isDryRun: whether it is only said what would be erased.
  /// - Throws: `AuditRefusal`, `CaseFailure`; nothing is erased then. Where documents outside the store can't be taken
  ///   away all else is erased, and the same asked for again goes on with them.
  package func erase(
    _ selection: Selection, of id: CaseID, reason: String, by actor: Actor, eventID: EventID, isForced: Bool = false,
    isDryRun: Bool = false
  ) async throws -> Outcome {
    let (outcome, outside) = try await store.transaction { [library, documents] transaction -> (Outcome, [String]) in
      let look = try transaction.look(at: [id], for: [])
      guard let record = look.cases.first else { throw CaseFailure.unknownCase }
      guard record.closedAt != nil || isForced else { throw AuditRefusal.open }
      let workflow = try library.workflow(record.version, transaction)
      let current = try record.case(workflow)
      let entries = try transaction.audit(.only([id])).first?.entries ?? []
      let plan = try ErasurePlan(
        selection, entries, waiting: transaction.waitingRevisions(of: id),
        stored: transaction.attachmentDigests(of: id), outside: documents.digestsOutside(of: id),
        canBeEmptied: record.closedAt != nil && !current.isErased)
      let revisions = plan.entries.map(\.entry.revision)
      let outcome = Outcome(
        reference: record.reference, revisions: revisions, documents: Set(plan.stored + plan.outside).count,
        isEmptied: plan.empties, linked: try Self.linked(with: current, transaction), isDone: !isDryRun)
      guard !isDryRun else { return (outcome, []) }
      let facts = try library.facts(for: workflow, look, transaction)
      let kind = CaseEvent.Kind.erase(revisions: revisions, reason: reason, empties: plan.empties)
      let event = CaseEvent(id: eventID, kind: kind, actor: actor)
      let update: CaseUpdate
      do throws(Rejection) {
        update = try workflow.step(current, on: event, given: facts)
      } catch {
        throw CaseFailure.rejected(error)
      }
      let write = try CaseWrite(update, workflow, facts, after: record)
      guard try transaction.write([write]) == [.written] else { throw CaseFailure.contention }
      let digests = Dictionary(plan.entries.map { ($0.entry.revision, $0.digest) }, uniquingKeysWith: { $1 })
      try transaction.erase(digests, of: id)
      try transaction.dropAttachments(plan.stored, of: id)
      try transaction.dropWords(of: id)
      try transaction.forgetFeedback(of: id)
      if plan.empties {
        try transaction.endSessions(.supplier, of: id.description)
        try transaction.endCodes(of: id)
      }
      return (outcome, plan.outside)
    }
    if !outside.isEmpty { try documents.dropOutside(outside, of: id) }
    return outcome
  }

  private static func linked(with current: Case, _ transaction: any StoreTransaction) throws -> [CaseReference] {
    let told = current.links.filter { $0.relation != .related }.map(\.other)
    guard !told.isEmpty else { return [] }
    return try transaction.look(at: told, for: []).cases.filter { record in
      // What can't be read is no more erased than what says nothing of it.
      guard case .object(let document)? = try? JSONValue(parsing: record.document) else { return true }
      return !CaseDocument.isErased(document)
    }.map(\.reference)
  }
}
