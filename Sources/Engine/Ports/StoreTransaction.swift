package import Casework
package import CivilTime

/// What can be read and written in one transaction.
package protocol StoreTransaction {
  /// What a step needs to know first, in one look: the time, what is newest, the cases, and which events are known.
  ///
  /// - Parameters:
  ///   - cases: those that are wanted; one that is not there is missing from the answer.
  ///   - events: pairs of a case and an event whose answer says whether the journal has it already.
  func look(at cases: [CaseID], for events: [(case: CaseID, event: EventID)]) throws -> Look
  /// Claims open cases whose next timer is due, the longest overdue first. Nobody else claims them until the
  /// transaction ends, and nobody waits for them.
  ///
  /// - Parameter limit: at most so many cases.
  func claimDue(limit: Int) throws -> Look
  /// Writes steps together: case, journal entry, next due instant and outbox. A case whose revision has moved on, or
  /// whose journal has the event, is left alone and reported; the others are written.
  ///
  /// Several steps of one case in a row, each with the revision after the one before, are written together or not at
  /// all.
  func write(_ writes: [CaseWrite]) throws -> [WriteOutcome]
  /// Writes as `write` does and commits, which saves a round trip. The transaction is over then and takes nothing more,
  /// so what the outcomes say can no longer undo it.
  func commit(writing writes: [CaseWrite]) throws -> [WriteOutcome]

  /// Open cases in order of their next due instant, those without one after them, and then closed ones, the last closed
  /// first.
  func cases(matching filter: CaseFilter) throws -> [CaseRecord]
  /// The case with a reference; nil where there is none.
  func caseID(of reference: CaseReference) throws -> CaseID?
  /// A case's history from the beginning.
  func journal(of id: CaseID) throws -> [JournalEntry]
  /// Every message of a case, sent or waiting, in the order in which they were written.
  func messages(of id: CaseID) throws -> [OutboxItem]

  /// Claims what waits in the outbox and is due, the oldest first, for as long as a lease. A claim is an attempt and
  /// counts as one, so that an item whose worker dies of it is given up some day like any other.
  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem]
  /// Records that items were handed over.
  func markSent(_ items: [OutboxItem]) throws
  /// Records that an item could not be handed over, and when it is tried again; nil gives it up to people. Changes
  /// nothing where somebody else has claimed the item since.
  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws

  /// Keeps a version, if it is not there yet, and makes it the one that new cases of its workflow use.
  func deploy(_ bundle: WorkflowBundle) throws
  /// A version's text; nil where there is none.
  func bundle(_ digest: WorkflowDigest) throws -> WorkflowBundle?
  /// The version that new cases of a workflow use; nil where none was ever deployed.
  func currentVersion(of workflow: String) throws -> WorkflowDigest?
  /// Every workflow with its current version, by name.
  func deployedWorkflows() throws -> [(name: String, digest: WorkflowDigest, deployedAt: Instant)]

  /// The texts of the calendars, by name.
  func calendars() throws -> [String: String]
  /// Keeps a calendar's text under its name.
  func keepCalendar(named name: String, text: String) throws
  func contacts() throws -> [Contact]
  /// Replaces the contacts of the organisations that occur in the list.
  func importContacts(_ contacts: [Contact]) throws -> ImportCount
  /// Adds organisations, or changes those that are known by their slug.
  func importOrganisations(_ organisations: [Organisation]) throws -> ImportCount
  func organisations() throws -> [Organisation]
}
