package import CivilTime

/// A link or a code that lets somebody in once.
package struct OneTimeCode: Sendable, Hashable {
  /// What it is good for.
  package enum Purpose: String, Sendable, Hashable, CaseIterable {
    /// A contact of an organisation signs in; the subject is the address.
    case contactSignIn = "contact-sign-in"
    /// A supplier follows a case; the subject is the case's identifier.
    case follow
    /// The same for one who gave no address and keeps the code: it may be used often.
    case followKey = "follow-key"
    /// A person of the scheme sets a password; the subject is the account's name.
    case setUp = "set-up"
    /// Whoever was written to answers a case; the subject is `CASE ROLE ADDRESS`.
    case answer
    /// A contact's address is shown to be theirs; the subject is the address.
    case verifyAddress = "verify-address"
    /// A sign-in that is under way at an identity provider; the subject is what has to come back.
    case signIn = "sign-in"
    /// Somebody is to be asked whether letters reach an address, and has not been yet; the subject is the address.
    case addressCheck = "address-check"
    /// Somebody goes on with a concern that they have begun; the subject is the session's key in hexadecimal digits.
    case resume
    /// A letter to a contact that belongs to no case, by its Message-ID, as long as it may come back; the subject is the
    /// address.
    case letter
    /// Somebody's calendar feed; the subject is the account's name. It may be used often.
    case feed
  }

  /// The digest of what was sent.
  package let code: [UInt8]
  package let purpose: Purpose
  package let subject: String
  package let madeAt: Instant
  package let endsAt: Instant

  package init(code: [UInt8], purpose: Purpose, subject: String, madeAt: Instant, endsAt: Instant) {
    self.code = code
    self.purpose = purpose
    self.subject = subject
    self.madeAt = madeAt
    self.endsAt = endsAt
  }
}
