package import Casework

/// Who answers for which organisation.
package protocol DirectoryTransaction {
  func contacts() throws -> [Contact]
  /// Replaces the contacts of the organisations that occur in the list.
  func importContacts(_ contacts: [Contact]) throws -> ImportCount
  /// Adds organisations, or changes those that are known by their slug.
  func importOrganisations(_ organisations: [Organisation]) throws -> ImportCount
  func organisations() throws -> [Organisation]
}
