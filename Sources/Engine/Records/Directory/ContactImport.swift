package import Casework

/// What importing contacts comes to: for each organisation of the list its contacts replace those that were kept.
///
/// A contact stays the same one, with its identity and with what is known of its address, where its identity or its
/// role and address are the same, or its role and name.
package struct ContactImport: Sendable {
  /// What a list speaks of. Of what it does not, what was kept stays as it is.
  package struct Scope: OptionSet, Sendable {
    package let rawValue: Int
    package static let contracts = Scope(rawValue: 1)
    package static let absences = Scope(rawValue: 2)
    package static let deputies = Scope(rawValue: 4)
    package static let all: Scope = [.contracts, .absences, .deputies]

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What a file with these columns speaks of.
    package init(columns: Set<String>) {
      self = []
      if columns.contains("contract") { insert(.contracts) }
      if columns.contains("away_from") { insert(.absences) }
      if columns.contains("deputy") { insert(.deputies) }
    }
  }

  /// By organisation, and there in the list's order; what is removed comes last.
  package private(set) var changes: [ContactChange] = []
  /// The organisations to be written anew, in every spelling that was kept or is wanted.
  package private(set) var organisations: [String] = []
  /// Their contacts. Those that are new have no identity yet.
  package private(set) var contacts: [Contact] = []

  private let scope: Scope

  /// - Parameters:
  ///   - kept: all contacts that the store has, in its order.
  ///   - names: what tells two spellings of one organisation.
  package init(_ list: [Contact], replacing kept: [Contact], _ names: OrganisationNames, scope: Scope = .all) {
    self.scope = scope
    let before = Dictionary(grouping: kept) { names.identity(of: $0.organisation) }
    let wanted = Dictionary(grouping: list.enumerated()) { names.identity(of: $0.element.organisation) }
    for identity in wanted.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      replace(before[identity] ?? [], by: wanted[identity] ?? [])
    }
  }

  private mutating func replace(_ kept: [Contact], by wanted: [(offset: Int, element: Contact)]) {
    var rest = kept
    var result: [Contact] = []
    // Whoever is there under the same identity or address is found first, that nobody else takes the place.
    var matches: [Int: Contact] = [:]
    for isSame in [Self.isSameEntry, Self.isSameAddress, Self.isSameName] {
      for (offset, contact) in wanted where matches[offset] == nil {
        guard let index = rest.firstIndex(where: { isSame($0, contact) }) else { continue }
        matches[offset] = rest.remove(at: index)
      }
    }
    for (offset, contact) in wanted {
      guard let old = matches[offset] else {
        var new = contact
        new.id = nil
        result.append(new)
        changes.append(ContactChange(kind: .added, contact: new, position: offset, columns: []))
        continue
      }
      let new = merged(contact, old)
      let columns = Self.columns(in: new, differingFrom: old)
      result.append(new)
      changes.append(
        ContactChange(
          kind: columns.isEmpty ? .unchanged : .changed, contact: new, position: offset, columns: columns))
    }
    for contact in rest {
      if contact.contract != nil, !scope.contains(.contracts) {
        result.append(contact)
      } else {
        changes.append(ContactChange(kind: .removed, contact: contact, position: nil, columns: []))
      }
    }
    guard result != kept else { return }
    contacts += result
    organisations += Set((kept + result).map(\.organisation)).sorted()
  }

  private func merged(_ new: Contact, _ old: Contact) -> Contact {
    var merged = new
    merged.id = old.id
    // Lists know nothing of identity systems.
    merged.externalID = old.externalID
    if !scope.contains(.absences) { merged.absence = old.absence }
    if !scope.contains(.deputies) { merged.deputy = old.deputy }
    if new.address == old.address { (merged.verifiedAt, merged.bouncedAt) = (old.verifiedAt, old.bouncedAt) }
    return merged
  }

  private static func isSameEntry(_ old: Contact, _ new: Contact) -> Bool { new.id != nil && old.id == new.id }

  private static func isSameAddress(_ old: Contact, _ new: Contact) -> Bool {
    old.role == new.role && old.address == new.address && contract(old) == contract(new)
  }

  private static func isSameName(_ old: Contact, _ new: Contact) -> Bool {
    old.role == new.role && old.name.lowercased() == new.name.lowercased() && contract(old) == contract(new)
  }

  private static func contract(_ contact: Contact) -> String? { contact.contract.map(Directory.key) }

  private static func columns(in new: Contact, differingFrom old: Contact) -> [String] {
    var columns: [String] = []
    if new.organisation != old.organisation { columns.append("organisation") }
    if new.role != old.role { columns.append("role") }
    if new.name != old.name { columns.append("name") }
    if new.email != old.email { columns.append("email") }
    if new.telephone != old.telephone { columns.append("telephone") }
    if new.contract != old.contract { columns.append("contract") }
    if new.validFrom != old.validFrom { columns.append("valid_from") }
    if new.validTo != old.validTo { columns.append("valid_to") }
    if new.absence?.from != old.absence?.from { columns.append("away_from") }
    if new.absence?.to != old.absence?.to { columns.append("away_to") }
    if new.deputy != old.deputy { columns.append("deputy") }
    return columns
  }
}
