package import Casework
package import WorkflowFiles

/// What the rows of a contacts' file may refer to.
package struct KnownReferences: Sendable {
  package let roles: [Role]
  package let organisations: [Organisation]
  package let contracts: [Contract]
  /// The addresses of everybody who is registered already.
  package let addresses: Set<String>

  package init(roles: [Role], organisations: [Organisation], contracts: [Contract], addresses: Set<String>) {
    self.roles = roles
    self.organisations = organisations
    self.contracts = contracts
    self.addresses = addresses
  }
}

extension ContactsFile {
  /// Reports every row that names a role, an organisation, a contract or a deputy that nobody knows. A register that is
  /// empty is said to be so once, and holds nobody up.
  package func check(against known: KnownReferences, _ diagnostics: Diagnostics) {
    let roles = known.roles.map(\.id)
    let names = OrganisationNames(known.organisations)
    let spellings = known.organisations.flatMap { [$0.title, $0.slug] }
    let contracts = Set(known.contracts.map(\.key))
    // Whoever stands in may stand in a row that could not be read.
    let isWhole = !diagnostics.hasErrors
    let addresses = known.addresses.union(contacts.map(\.address))
    if names.isEmpty, let first = rows.first {
      diagnostics.warning(
        .unknownOrganisation, at: first.place("organisation"), "no organisation is registered, so none was compared",
        remedy: "run recourse organisations import first")
    }
    for row in rows {
      let contact = row.contact
      if !roles.contains(contact.role) {
        refuse(
          row, "role", .unknownRole, "names a role that no workflow knows", didYouMean(contact.role, roles),
          orElse: "the roles are \(roles.inQuotes(joinedBy: "and")); a workflow that is deployed adds its own",
          diagnostics)
      }
      if !names.isEmpty, names.organisation(named: contact.organisation) == nil {
        refuse(
          row, "organisation", .unknownOrganisation, "names no registered organisation",
          didYouMean(contact.organisation, spellings), orElse: "import its register, or write its title or slug",
          diagnostics)
      }
      if let contract = contact.contract, !contracts.contains(Directory.key(contract)) {
        refuse(
          row, "contract", .unknownContract, "names no registered contract",
          didYouMean(contract, known.contracts.map(\.reference)), orElse: "run recourse contracts import first",
          diagnostics)
      }
      if isWhole, let deputy = contact.deputy, !addresses.contains(EmailAddress.key(deputy)) {
        refuse(
          row, "deputy", .unknownDeputy, "names nobody who is registered", nil,
          orElse: "write the address of somebody in the directory or in this file", diagnostics)
      }
    }
  }

  private func refuse(
    _ row: Row, _ column: String, _ code: DiagnosticCode, _ what: String, _ meant: String?, orElse remedy: String,
    _ diagnostics: Diagnostics
  ) {
    diagnostics.error(
      code, at: row.place(column), "the cell in column \(column.inQuotes) \(what)",
      remedy: meant.map { "did you mean \($0.inQuotes)?" } ?? remedy)
  }
}
