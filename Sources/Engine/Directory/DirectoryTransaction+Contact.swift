package import Casework
package import CivilTime

extension DirectoryTransaction {
  /// Adds a contact, or changes the one with its identity. What is known of an address goes with the address, and
  /// whoever takes a post up again has the entry of before.
  ///
  /// - Parameter today: what counts as over.
  /// - Returns: the contact as it is kept; nil where nobody has its identity.
  /// - Throws: `ContactRefusal` where the person holds the very post already.
  @discardableResult
  package func keepContact(_ contact: Contact, on today: CivilDate) throws -> Contact? {
    try lockDirectory()
    let all = try contacts()
    let names = OrganisationNames(try organisations())
    var contact = contact
    if let twin = all.first(where: { $0.id != contact.id && $0.isSamePost(as: contact, names) }) {
      guard contact.id == nil, let to = twin.validTo, to < today else { throw ContactRefusal.repeated }
      contact.id = twin.id
      contact.externalID = contact.externalID ?? twin.externalID
    }
    let old = contact.id.flatMap { id in all.first { $0.id == id } }
    guard contact.id == nil || old != nil else { return nil }
    var kept = contact
    if kept.id == nil { kept.id = try newContactIDs(1).first }
    if let old, old.address == kept.address {
      (kept.verifiedAt, kept.bouncedAt) = (old.verifiedAt, old.bouncedAt)
    } else {
      // Whoever is reached in another post is reached in this one.
      let twin = all.first { $0.address == kept.address }
      (kept.verifiedAt, kept.bouncedAt) = (twin?.verifiedAt, twin?.bouncedAt)
    }
    guard kept != old else { return kept }
    let organisations = Set([old?.organisation, kept.organisation].compactMap(\.self))
    var rest = all.filter { organisations.contains($0.organisation) }
    if let place = rest.firstIndex(where: { $0.id == kept.id }) { rest[place] = kept } else { rest.append(kept) }
    if let old, old.address != kept.address {
      // Whoever named the person as deputy means the person, not the address.
      for place in rest.indices where rest[place].deputy.map(EmailAddress.key) == old.address {
        rest[place].deputy = kept.address
      }
    }
    try replaceContacts(of: organisations.sorted(), by: rest)
    return kept
  }

  /// Ends a post: from this day on the person is not asked any more. The entry stays, so that histories can name it.
  ///
  /// - Returns: the post as it is kept; nil where there is none of that identity.
  @discardableResult
  package func endContact(_ id: ContactID, from today: CivilDate) throws -> Contact? {
    try lockDirectory()
    guard var contact = try contacts().first(where: { $0.id == id }) else { return nil }
    guard contact.validTo.map({ today <= $0 }) != false else { return contact }
    let last = today.adding(days: -1)
    if let from = contact.validFrom, last < from { contact.validFrom = last }
    contact.validTo = last
    return try keepContact(contact, on: today)
  }

  /// Takes entries out; what the directory was stays in its history.
  package func removeContacts(_ ids: Set<ContactID>) throws {
    try lockDirectory()
    let all = try contacts()
    let gone = all.filter { $0.id.map(ids.contains) ?? false }
    let organisations = Set(gone.map(\.organisation))
    guard !organisations.isEmpty else { return }
    let rest = all.filter { organisations.contains($0.organisation) && !gone.contains($0) }
    try replaceContacts(of: organisations.sorted(), by: rest)
  }

  /// Notes that mail reached an address: it is written to from now on, even if mail once came back.
  ///
  /// - Returns: the posts of the address; none where nobody has it.
  @discardableResult
  package func verifyAddress(_ address: String, at now: Instant) throws -> [Contact] {
    try changePosts(ofAddress: address) { post in
      // What is known already and lately is not written again, as everybody would have to read the directory anew.
      let isFresh = post.verifiedAt.map { now.seconds - $0.seconds < Self.verificationSeconds } ?? false
      guard post.bouncedAt != nil || !isFresh else { return }
      post.verifiedAt = now
      post.bouncedAt = nil
    }
  }

  private static var verificationSeconds: Int64 { 7 * 86_400 }
}

extension Contact {
  /// Whether two entries say the same person in the same post, whenever: lists have room for one of them.
  fileprivate func isSamePost(as other: Contact, _ names: OrganisationNames) -> Bool {
    role == other.role && address == other.address && contract.map(Directory.key) == other.contract.map(Directory.key)
      && names.identity(of: organisation) == names.identity(of: other.organisation)
  }
}

/// Why a contact is not kept.
package enum ContactRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case repeated

  package var description: String {
    "the person holds this post already; change that entry, or choose another role, contract or address"
  }
}
