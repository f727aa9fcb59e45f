package import Casework
package import CivilTime

/// Who may come in: sessions, links that work once, passwords, tokens, and how often something was tried.
package protocol AccessTransaction {
  /// The session of a key that has not ended; nil where there is none.
  func session(_ key: [UInt8]) throws -> Session?
  /// Adds a session, or changes what it remembers, when it was seen, and when its person proved who they are.
  func keepSession(_ session: Session) throws
  func endSession(_ key: [UInt8]) throws
  /// Ends every session of a kind and subject, as when an account is barred.
  func endSessions(_ kind: Session.Kind, of subject: String) throws

  /// The documents of a session, in order of their numbers.
  func sessionFiles(_ key: [UInt8]) throws -> [SessionFile]
  func keepSessionFile(_ file: SessionFile, of key: [UInt8]) throws
  func dropSessionFile(_ number: Int, of key: [UInt8]) throws

  func keepCode(_ code: OneTimeCode) throws
  /// Keeps many at once.
  func keepCodes(_ codes: [OneTimeCode]) throws
  /// Takes codes of a purpose out, which wait for nothing but to be worked off; two who take at once get different ones.
  func takeCodes(for purpose: OneTimeCode.Purpose, limit: Int) throws -> [OneTimeCode]
  /// The code of a purpose, if it has neither ended nor been used.
  func code(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode?
  /// The same, and uses it up: of two who try at once, one gets it.
  func useCode(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode?

  /// Ends every code of a purpose and subject, as when a new one takes its place.
  func endCodes(for purpose: OneTimeCode.Purpose, of subject: String) throws

  /// The hash of an account's password; nil where it has none.
  func passwordHash(of name: String) throws -> String?
  func keepPasswordHash(_ hash: String, of name: String) throws

  /// The token of a key that has neither ended nor been revoked.
  func token(_ key: [UInt8]) throws -> AccessToken?
  /// Every token that was ever made, by name.
  func tokens() throws -> [AccessToken]
  func keepToken(_ token: AccessToken) throws
  /// - Returns: whether there is such a token in use.
  func revokeToken(_ key: [UInt8]) throws -> Bool

  /// Counts one more try and says how many there were in this window of time, this one included.
  ///
  /// - Parameter window: its length in seconds; windows begin at multiples of it.
  func countTry(_ key: String, window: Int) throws -> Int

  /// Notes that somebody is shown who raised some cases.
  func noteIdentityReads(of caseIDs: [CaseID], by reader: String, for purpose: String) throws
  /// Who was shown who raised a case, the first reader first.
  func identityReads(of caseID: CaseID) throws -> [IdentityRead]
  /// The readings that a filter takes, the last first.
  func identityReads(matching filter: IdentityReadFilter) throws -> [IdentityRead]
  /// Who was shown unusually many within the last day, most first.
  func unusualReaders() throws -> [UnusualReader]

  /// The account that is bound to somebody at a provider; nil where none is.
  func accountName(of identity: ProviderIdentity) throws -> String?
  /// Whom an account is bound to; nil where it is bound to nobody.
  func providerIdentity(of name: String) throws -> ProviderIdentity?
  /// Binds an account to somebody, for good.
  func bind(_ identity: ProviderIdentity, to name: String) throws

  /// Takes away sessions, codes and counts that have ended, at most so many of each.
  func sweepAccess(limit: Int) throws
  /// The time that counts: sessions and codes begin and end by it.
  func currentTime() throws -> Instant
}

extension AccessTransaction {
  package func noteIdentityRead(of caseID: CaseID, by reader: String, for purpose: String) throws {
    try noteIdentityReads(of: [caseID], by: reader, for: purpose)
  }
}
