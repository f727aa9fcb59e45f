package import Casework
import CivilTime
import Cryptography

/// The chain of hashes through a case's journal: each entry's hash covers the one before, so that nobody can change,
/// drop or slip in an entry without changing the newest hash, the head.
///
/// What is personal (who acted, what was written, what was sent) goes into the hash only as a salted digest of its own.
/// Erasure takes the texts and the salt away and leaves that digest: the chain can still be verified, and the digest
/// tells nothing, as without the salt nobody can try texts against it.
///
/// Everything that is hashed is written as fields: the length in bytes as a decimal number, a colon, the bytes and a
/// comma; `-,` where there is none. So no two different entries are written alike.
package enum JournalChain {
  /// How many random bytes salt an entry's personal part.
  package static let saltLength = 16
  /// The hash that the first entry of a case follows: nothing.
  package static let beginning = [UInt8](repeating: 0, count: 32)

  /// What of an entry stays for ever.
  package struct Entry: Sendable, Hashable {
    /// Identifiers in their text form of 36 characters.
    package var caseID: String
    package var revision: Int
    package var eventID: String
    /// Microseconds since 1970.
    package var at: Int64
    package var kind: String
    package var name: String
    package var actorRole: String?
    /// Microseconds since 1970.
    package var due: Int64?

    package init(
      caseID: String, revision: Int, eventID: String, at: Int64, kind: String, name: String, actorRole: String?,
      due: Int64?
    ) {
      self.caseID = caseID
      self.revision = revision
      self.eventID = eventID
      self.at = at
      self.kind = kind
      self.name = name
      self.actorRole = actorRole
      self.due = due
    }

    /// An entry as a store keeps it.
    package init(_ entry: JournalEntry, of caseID: CaseID) {
      self.init(
        caseID: caseID.description, revision: entry.revision, eventID: entry.eventID.description,
        at: entry.at.microsecondsRoundedDown, kind: entry.kind.rawValue, name: entry.name,
        actorRole: entry.actor.role, due: entry.due?.microsecondsRoundedUp)
    }
  }

  /// The digest of an entry's personal part.
  ///
  /// - Parameters:
  ///   - salt: `saltLength` random bytes.
  ///   - payload: the JSON text, byte for byte as it is kept.
  ///   - messages: likewise; nil where the step sent nothing.
  package static func personalDigest(
    salt: [UInt8], actorName: String?, payload: [UInt8], messages: [UInt8]?
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(salt.count + payload.count + (messages?.count ?? 0) + 64)
    bytes += salt
    append(actorName?.utf8, to: &bytes)
    append(payload, to: &bytes)
    append(messages, to: &bytes)
    return SHA256.digest(of: bytes)
  }

  /// The hash of an entry.
  ///
  /// - Parameters:
  ///   - personal: the digest of its personal part, whether worked out anew or left by an erasure.
  ///   - previous: the hash of the entry before; `beginning` for the first of a case.
  package static func hash(of entry: Entry, personal: [UInt8], after previous: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(384)
    append("recourse-journal-1".utf8, to: &bytes)
    append(entry.caseID.utf8, to: &bytes)
    append(String(entry.revision).utf8, to: &bytes)
    append(entry.eventID.utf8, to: &bytes)
    append(String(entry.at).utf8, to: &bytes)
    append(entry.kind.utf8, to: &bytes)
    append(entry.name.utf8, to: &bytes)
    append(entry.actorRole?.utf8, to: &bytes)
    append(entry.due.map { String($0).utf8 }, to: &bytes)
    append(hexadecimal(personal), to: &bytes)
    append(hexadecimal(previous), to: &bytes)
    return SHA256.digest(of: bytes)
  }

  private static func append(_ field: (some Collection<UInt8>)?, to bytes: inout [UInt8]) {
    guard let field else { return bytes += "-,".utf8 }
    append(length: field.count, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(contentsOf: field)
    bytes.append(UInt8(ascii: ","))
  }

  /// A decimal number; nearly every field has two digits of them at most.
  private static func append(length: Int, to bytes: inout [UInt8]) {
    guard length < 100 else { return bytes += String(length).utf8 }
    if length >= 10 { bytes.append(UInt8(ascii: "0") + UInt8(length / 10)) }
    bytes.append(UInt8(ascii: "0") + UInt8(length % 10))
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}
