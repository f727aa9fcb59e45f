package import Casework
package import CivilTime

/// Who answers for which organisation and which contract.
///
/// What an import means is decided above the store, by the extension below: a store only keeps.
package protocol DirectoryTransaction {
  /// Keeps everybody else from changing the directory until the transaction ends.
  func lockDirectory() throws
  /// In order of organisation, and there in the order in which they were given.
  func contacts() throws -> [Contact]
  /// Identities that were never given before.
  func newContactIDs(_ count: Int) throws -> [ContactID]
  /// Takes the contacts of some organisations away, each as it is spelled, and puts others in their place. All of them
  /// have an identity.
  func replaceContacts(of organisations: [String], by contacts: [Contact]) throws
  /// In order of their keys.
  func contracts() throws -> [Contract]
  /// Adds contracts, or changes those that are known by their key.
  func keepContracts(_ contracts: [Contract]) throws
  /// In order of their slugs.
  func organisations() throws -> [Organisation]
  /// Adds organisations, or changes those that are known by their slug.
  func keepOrganisations(_ organisations: [Organisation]) throws
  /// Every change of the directory that is known of, the first first.
  func directoryVersions() throws -> [DirectoryVersion]
  /// The directory as it stood after a change, and until the next: what was known then.
  func directory(at revision: Int64) throws -> Directory
  /// The contacts as every directory had them that was in force at an instant or later, or ever; one may occur often.
  func contacts(inForceSince instant: Instant?) throws -> [Contact]
  /// Puts the stand-ins for a name and an address in the place of those of some contacts, today and in the past, and takes
  /// their telephone numbers away. When they held which post stays.
  ///
  /// - Parameter addresses: by address, whose it was: where it stands as a deputy's.
  func forget(_ contacts: Set<ContactID>, addresses: [String: ContactID]) throws
  func keepDirectoryErasure(_ erasure: DirectoryErasure) throws
  /// The first first.
  func directoryErasures() throws -> [DirectoryErasure]
}

extension DirectoryTransaction {
  /// Replaces the contacts of the organisations that occur in the list.
  ///
  /// - Parameter scope: what the list speaks of.
  /// - Returns: what that changes.
  @discardableResult
  package func importContacts(_ list: [Contact], scope: ContactImport.Scope = .all) throws -> [ContactChange] {
    try lockDirectory()
    let wanted = ContactImport(list, replacing: try contacts(), OrganisationNames(try organisations()), scope: scope)
    try write(wanted.contacts, of: wanted.organisations)
    return wanted.changes
  }

  /// Adds contracts, or changes those that are known by their reference.
  @discardableResult
  package func importContracts(_ list: [Contract]) throws -> KeyedImport<Contract> {
    try lockDirectory()
    let wanted = KeyedImport(list, kept: try contracts())
    let written = wanted.added + wanted.changed
    if !written.isEmpty { try keepContracts(written) }
    return wanted
  }

  /// Adds organisations, or changes those that are known by their slug.
  @discardableResult
  package func importOrganisations(_ list: [Organisation]) throws -> KeyedImport<Organisation> {
    try lockDirectory()
    let wanted = KeyedImport(list, kept: try organisations())
    let written = wanted.added + wanted.changed
    if !written.isEmpty { try keepOrganisations(written) }
    return wanted
  }

  /// Changes every post of whoever has an address.
  ///
  /// - Returns: the posts as they are now; none where nobody has the address.
  @discardableResult
  package func changePosts(ofAddress address: String, _ change: (inout Contact) -> Void) throws -> [Contact] {
    try lockDirectory()
    let key = EmailAddress.key(address)
    let all = try contacts()
    let organisations = Set(all.filter { $0.address == key }.map(\.organisation))
    let before = all.filter { organisations.contains($0.organisation) }
    let after = before.map { contact in
      guard contact.address == key else { return contact }
      var contact = contact
      change(&contact)
      return contact
    }
    if after != before { try write(after, of: organisations.sorted()) }
    return after.filter { $0.address == key }
  }

  private func write(_ contacts: [Contact], of organisations: [String]) throws {
    guard !organisations.isEmpty else { return }
    var contacts = contacts
    let new = contacts.indices.filter { contacts[$0].id == nil }
    if !new.isEmpty {
      for (index, id) in zip(new, try newContactIDs(new.count)) { contacts[index].id = id }
    }
    try replaceContacts(of: organisations, by: contacts)
  }
}
