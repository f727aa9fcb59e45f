import Casework
import CivilTime
import Engine

extension FrontTransaction {
  func session(_ key: [UInt8]) throws -> Session? { try back.session(key) }
  func keepSession(_ session: Session) throws { try back.keepSession(session) }
  func endSession(_ key: [UInt8]) throws { try back.endSession(key) }
  func endSessions(_ kind: Session.Kind, of subject: String) throws { try back.endSessions(kind, of: subject) }
  func sessionFiles(_ key: [UInt8]) throws -> [SessionFile] { try back.sessionFiles(key) }
  func keepSessionFile(_ file: SessionFile, of key: [UInt8]) throws { try back.keepSessionFile(file, of: key) }
  func dropSessionFile(_ number: Int, of key: [UInt8]) throws { try back.dropSessionFile(number, of: key) }
  func keepCode(_ code: OneTimeCode) throws { try back.keepCode(code) }
  func keepCodes(_ codes: [OneTimeCode]) throws { try back.keepCodes(codes) }
  func takeCodes(for purpose: OneTimeCode.Purpose, limit: Int) throws -> [OneTimeCode] {
    try back.takeCodes(for: purpose, limit: limit)
  }
  func code(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode? {
    try back.code(code, for: purpose)
  }
  func useCode(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode? {
    try back.useCode(code, for: purpose)
  }
  func passwordHash(of name: String) throws -> String? { try back.passwordHash(of: name) }
  func keepPasswordHash(_ hash: String, of name: String) throws { try back.keepPasswordHash(hash, of: name) }
  func token(_ key: [UInt8]) throws -> AccessToken? { try back.token(key) }
  func tokens() throws -> [AccessToken] { try back.tokens() }
  func keepToken(_ token: AccessToken) throws { try back.keepToken(token) }
  func revokeToken(_ key: [UInt8]) throws -> Bool { try back.revokeToken(key) }
  func countTry(_ key: String, window: Int) throws -> Int { try back.countTry(key, window: window) }
  func endCodes(for purpose: OneTimeCode.Purpose, of subject: String) throws {
    try back.endCodes(for: purpose, of: subject)
  }
  func noteIdentityReads(of caseIDs: [CaseID], by reader: String, for purpose: String) throws {
    try back.noteIdentityReads(of: caseIDs, by: reader, for: purpose)
  }
  func identityReads(of caseID: CaseID) throws -> [IdentityRead] { try back.identityReads(of: caseID) }
  func identityReads(matching filter: IdentityReadFilter) throws -> [IdentityRead] {
    try back.identityReads(matching: filter)
  }
  func unusualReaders() throws -> [UnusualReader] { try back.unusualReaders() }
  func accountName(of identity: ProviderIdentity) throws -> String? { try back.accountName(of: identity) }
  func providerIdentity(of name: String) throws -> ProviderIdentity? { try back.providerIdentity(of: name) }
  func bind(_ identity: ProviderIdentity, to name: String) throws { try back.bind(identity, to: name) }
  func sweepAccess(limit: Int) throws { try back.sweepAccess(limit: limit) }
  func currentTime() throws -> Instant { try back.currentTime() }
  func feedback(of caseID: CaseID) throws -> SupplierFeedback? { try back.feedback(of: caseID) }
  func keepFeedback(_ feedback: SupplierFeedback) throws -> Bool { try back.keepFeedback(feedback) }
  func feedback(limit: Int) throws -> [SupplierFeedback] { try back.feedback(limit: limit) }
  func forgetFeedback(of caseID: CaseID) throws { try back.forgetFeedback(of: caseID) }

  func subscriptions() throws -> [Subscription] { try back.subscriptions() }
  func subscription(_ id: UniqueID) throws -> Subscription? { try back.subscription(id) }
  func keepSubscription(_ subscription: Subscription) throws { try back.keepSubscription(subscription) }
  func gatherAnnouncements(limit: Int) throws -> Int { try back.gatherAnnouncements(limit: limit) }
  func keepPing(_ id: Announcement.ID) throws { try back.keepPing(id) }
  func claimAnnouncements(limit: Int, each: Int, leaseSeconds: Int) throws -> [Announcement] {
    try back.claimAnnouncements(limit: limit, each: each, leaseSeconds: leaseSeconds)
  }
  func markAnnounced(_ announcement: Announcement) throws { try back.markAnnounced(announcement) }
  func markUnannounced(_ announcement: Announcement, reason: String, retryAfterSeconds: Int?) throws {
    try back.markUnannounced(announcement, reason: reason, retryAfterSeconds: retryAfterSeconds)
  }
  func announcements(of subscription: UniqueID, limit: Int) throws -> [Announcement] {
    try back.announcements(of: subscription, limit: limit)
  }
  func retryAnnouncements(of subscription: UniqueID) throws -> Int { try back.retryAnnouncements(of: subscription) }
  func sweepAnnouncements(limit: Int) throws { try back.sweepAnnouncements(limit: limit) }
}
