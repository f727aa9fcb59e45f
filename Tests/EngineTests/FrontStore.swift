import Casework
import CivilTime
import Engine

/// Stands in front of a store and does something of its own before a commit, or in place of marking what was sent.
struct FrontStore: Store {
  let back: any Store
  /// Runs in the transaction, before its writes.
  var beforeCommit: @Sendable (any StoreTransaction) throws -> Void = { _ in }
  /// Runs in the transaction, before writes that do not commit.
  var beforeWrite: @Sendable (any StoreTransaction) throws -> Void = { _ in }
  /// Runs before items are marked as sent.
  var beforeMark: @Sendable () throws -> Void = {}
  /// Runs before the store is looked into.
  var beforeLook: @Sendable () -> Void = {}
  /// Runs before the store says which cases need a rank.
  var beforeRanks: @Sendable () -> Void = {}

  func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await back.transaction { transaction in
      try body(
        FrontTransaction(
          back: transaction, beforeCommit: beforeCommit, beforeWrite: beforeWrite, beforeMark: beforeMark,
          beforeLook: beforeLook, beforeRanks: beforeRanks))
    }
  }
}

struct FrontTransaction: StoreTransaction {
  let back: any StoreTransaction
  let beforeCommit: @Sendable (any StoreTransaction) throws -> Void
  let beforeWrite: @Sendable (any StoreTransaction) throws -> Void
  let beforeMark: @Sendable () throws -> Void
  let beforeLook: @Sendable () -> Void
  let beforeRanks: @Sendable () -> Void

  func commit(writing writes: [CaseWrite]) throws -> [WriteOutcome] {
    try beforeCommit(back)
    return try back.commit(writing: writes)
  }

  func commit(writing writes: [CaseWrite], under premises: Premises) throws -> [WriteOutcome] {
    try beforeCommit(back)
    return try back.commit(writing: writes, under: premises)
  }
  func keepAttachment(_ bytes: [UInt8], sha256: String, of caseID: CaseID) throws {
    try back.keepAttachment(bytes, sha256: sha256, of: caseID)
  }
  func attachment(_ sha256: String, of caseID: CaseID) throws -> [UInt8]? {
    try back.attachment(sha256, of: caseID)
  }
  func attachmentDigests(of caseID: CaseID) throws -> [String] { try back.attachmentDigests(of: caseID) }
  func dropAttachments(_ sha256s: [String], of caseID: CaseID) throws {
    try back.dropAttachments(sha256s, of: caseID)
  }
  func casesToRead(limit: Int) throws -> (ids: [CaseID], through: Instant?) {
    try back.casesToRead(limit: limit)
  }
  func takeInWords(of ids: [CaseID], through: Instant?) throws { try back.takeInWords(of: ids, through: through) }
  func search(_ words: String, limit: Int) throws -> [CaseID] { try back.search(words, limit: limit) }
  func users() throws -> [User] { try back.users() }
  func absences() throws -> [StaffAbsence] { try back.absences() }
  func keepAbsence(_ absence: StaffAbsence) throws { try back.keepAbsence(absence) }
  func removeAbsence(of person: String, from firstDay: CivilDate) throws {
    try back.removeAbsence(of: person, from: firstDay)
  }
  func casesToRank(limit: Int) throws -> (ids: [CaseID], through: Instant?) {
    beforeRanks()
    return try back.casesToRank(limit: limit)
  }
  func keepRanks(_ ranked: [RankedCase], through: Instant?) throws { try back.keepRanks(ranked, through: through) }
  func directoryVersions() throws -> [DirectoryVersion] { try back.directoryVersions() }
  func directory(at revision: Int64) throws -> Directory { try back.directory(at: revision) }
  func contacts(inForceSince instant: Instant?) throws -> [Contact] { try back.contacts(inForceSince: instant) }
  func forget(_ contacts: Set<ContactID>, addresses: [String: ContactID]) throws {
    try back.forget(contacts, addresses: addresses)
  }
  func keepDirectoryErasure(_ erasure: DirectoryErasure) throws { try back.keepDirectoryErasure(erasure) }
  func directoryErasures() throws -> [DirectoryErasure] { try back.directoryErasures() }
  func user(named name: String) throws -> User? { try back.user(named: name) }
  func keepUser(_ user: User) throws { try back.keepUser(user) }
  func disableUser(named name: String) throws -> Bool { try back.disableUser(named: name) }

  func markSent(_ items: [OutboxItem]) throws {
    try beforeMark()
    try back.markSent(items)
  }

  func look(at cases: [CaseID], for events: [(case: CaseID, event: EventID)]) throws -> Look {
    beforeLook()
    return try back.look(at: cases, for: events)
  }
  func claimDue(limit: Int) throws -> Look { try back.claimDue(limit: limit) }
  func write(_ writes: [CaseWrite]) throws -> [WriteOutcome] {
    try beforeWrite(back)
    return try back.write(writes)
  }
  func cases(matching filter: CaseFilter) throws -> [CaseRecord] { try back.cases(matching: filter) }
  func cases(matching filter: CaseFilter, after last: CaseID?) throws -> [CaseRecord] {
    try back.cases(matching: filter, after: last)
  }
  func queueCounts(of persons: [String], team: [String], limit: Int) throws -> QueueCounts {
    try back.queueCounts(of: persons, team: team, limit: limit)
  }
  func countCases(matching filter: CaseFilter, limit: Int) throws -> Int {
    try back.countCases(matching: filter, limit: limit)
  }
  func caseID(of reference: CaseReference) throws -> CaseID? { try back.caseID(of: reference) }
  func journal(of id: CaseID) throws -> [JournalEntry] { try back.journal(of: id) }
  func messages(of id: CaseID) throws -> [OutboxItem] { try back.messages(of: id) }
  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem] {
    try back.claimOutbox(limit: limit, leaseSeconds: leaseSeconds)
  }
  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws {
    try back.markFailed(item, reason: reason, retryAfterSeconds: retryAfterSeconds)
  }
  func giveBack(_ items: [OutboxItem]) throws { try back.giveBack(items) }
  func waitingItems(limit: Int) throws -> [OutboxItem] { try back.waitingItems(limit: limit) }
  func deadLetters(limit: Int) throws -> [OutboxItem] { try back.deadLetters(limit: limit) }
  func retry(_ ids: [OutboxItem.ID]) throws -> [RetryOutcome] { try back.retry(ids) }
  func deploy(_ bundle: WorkflowBundle) throws { try back.deploy(bundle) }
  func bundle(_ digest: WorkflowDigest) throws -> WorkflowBundle? { try back.bundle(digest) }
  func currentVersion(of workflow: String) throws -> WorkflowDigest? { try back.currentVersion(of: workflow) }
  func deployedWorkflows() throws -> [(name: String, digest: WorkflowDigest, deployedAt: Instant)] {
    try back.deployedWorkflows()
  }
  func workflowVersions() throws -> [WorkflowVersion] { try back.workflowVersions() }
  func calendars() throws -> [String: String] { try back.calendars() }
  func keepCalendar(named name: String, text: String) throws { try back.keepCalendar(named: name, text: text) }
  func calendarVersions() throws -> [CalendarVersion] { try back.calendarVersions() }
  func audit(_ scope: AuditScope) throws -> [AuditCase] { try back.audit(scope) }
  func heads(after last: CaseID?, limit: Int) throws -> [AuditHead] { try back.heads(after: last, limit: limit) }
  func waitingRevisions(of id: CaseID) throws -> Set<Int> { try back.waitingRevisions(of: id) }
  func erase(_ digests: [Int: [UInt8]], of id: CaseID) throws { try back.erase(digests, of: id) }
  func dropWords(of id: CaseID) throws { try back.dropWords(of: id) }
  func endCodes(of id: CaseID) throws { try back.endCodes(of: id) }
  func openCases(of version: WorkflowDigest, after last: CaseID?, limit: Int) throws -> [CaseRecord] {
    try back.openCases(of: version, after: last, limit: limit)
  }
  func recordedCases(_ scope: ReplayScope, after last: CaseID?, limit: Int) throws -> [RecordedCase] {
    try back.recordedCases(scope, after: last, limit: limit)
  }
  func countRecordedCases(_ scope: ReplayScope) throws -> Int { try back.countRecordedCases(scope) }
  func holdSteps() throws { try back.holdSteps() }
  func runningCases(after last: CaseID?, limit: Int) throws -> [CaseRecord] {
    try back.runningCases(after: last, limit: limit)
  }
  func contacts() throws -> [Contact] { try back.contacts() }
  func lockDirectory() throws { try back.lockDirectory() }
  func newContactIDs(_ count: Int) throws -> [ContactID] { try back.newContactIDs(count) }
  func replaceContacts(of organisations: [String], by contacts: [Contact]) throws {
    try back.replaceContacts(of: organisations, by: contacts)
  }
  func contracts() throws -> [Contract] { try back.contracts() }
  func keepContracts(_ contracts: [Contract]) throws { try back.keepContracts(contracts) }
  func organisations() throws -> [Organisation] { try back.organisations() }
  func keepOrganisations(_ organisations: [Organisation]) throws { try back.keepOrganisations(organisations) }
}
