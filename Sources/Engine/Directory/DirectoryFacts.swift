package import Casework
package import CivilTime
import WorkingTime

/// What is looked up while contacts are kept: who there is, of which bodies and contracts, in which roles.
package struct DirectoryFacts: Sendable {
  package let contacts: [Contact]
  package let contracts: [Contract]
  package let organisations: [Organisation]
  package let names: OrganisationNames
  package let roles: [Role]
  package let now: Instant
  /// In London.
  package let today: CivilDate

  package init(_ transaction: any StoreTransaction, _ library: Library) throws {
    contacts = try transaction.contacts()
    contracts = try transaction.contracts()
    organisations = try transaction.organisations()
    names = OrganisationNames(organisations)
    roles = try library.roles(transaction)
    now = try transaction.currentTime()
    today = WorkingCalendar.london.civil(at: now).date
  }

  /// What people call a role.
  package func title(ofRole id: String) -> String { roles.first { $0.id == id }?.title ?? id }

  /// What the registers call an organisation.
  package func title(of organisation: String) -> String {
    names.organisation(named: organisation)?.title ?? organisation
  }

  /// The posts that somebody holds today, by address.
  package func posts(ofAddress address: String) -> [Contact] {
    let key = EmailAddress.key(address)
    return contacts.filter { $0.address == key && $0.isValid(on: today) }
  }

  /// Everybody of an organisation, under whatever name.
  package func contacts(of identity: String) -> [Contact] {
    contacts.filter { names.identity(of: $0.organisation) == identity }
  }

  /// The contracts that an organisation runs.
  package func contracts(of identity: String) -> [Contract] {
    contracts.filter { names.identity(of: $0.authority) == identity }
  }
}
