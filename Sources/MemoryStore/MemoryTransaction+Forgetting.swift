import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func contacts(inForceSince instant: Instant?) throws -> [Contact] {
    try requireOpen()
    let past = state.reference.pastDirectories
    let first = instant.flatMap { instant in past.lastIndex { $0.version.changedAt <= instant } } ?? 0
    return past.dropFirst(first).flatMap(\.contacts)
  }

  func forget(_ contacts: Set<ContactID>, addresses: [String: ContactID]) throws {
    try requireOpen()
    func forgotten(_ contact: Contact) -> Contact {
      var contact = contact
      if let id = contact.id, contacts.contains(id) {
        contact.name = Contact.formerName(of: id)
        contact.email = Contact.formerAddress(of: id)
        contact.telephone = nil
        contact.externalID = nil
      }
      if let deputy = contact.deputy, let former = addresses[EmailAddress.key(deputy)] {
        contact.deputy = Contact.formerAddress(of: former)
      }
      return contact
    }
    state.reference.contacts = state.reference.contacts.map(forgotten)
    state.reference.pastDirectories = state.reference.pastDirectories.map { past in
      ReferenceData.PastDirectory(
        version: past.version, contacts: past.contacts.map(forgotten), contracts: past.contracts,
        organisations: past.organisations)
    }
  }

  func keepDirectoryErasure(_ erasure: DirectoryErasure) throws {
    try requireOpen()
    state.reference.directoryErasures.append(erasure)
  }

  func directoryErasures() throws -> [DirectoryErasure] {
    try requireOpen()
    return state.reference.directoryErasures
  }
}
