package import Casework
import CivilTime

/// A contact as somebody typed it, before anything is known to be right.
package struct ContactDraft: Sendable, Hashable {
  package var organisation = ""
  package var role = ""
  package var name = ""
  package var email = ""
  package var telephone = ""
  package var contract = ""
  /// Days as people or programs write them: `2026-08-03`; empty for none.
  package var validFrom = ""
  package var validTo = ""
  package var awayFrom = ""
  package var awayTo = ""
  /// An address.
  package var deputy = ""

  package init() {}

  package init(_ contact: Contact) {
    organisation = contact.organisation
    role = contact.role
    name = contact.name
    email = contact.email
    telephone = contact.telephone ?? ""
    contract = contact.contract ?? ""
    validFrom = contact.validFrom?.description ?? ""
    validTo = contact.validTo?.description ?? ""
    awayFrom = contact.absence?.from.description ?? ""
    awayTo = contact.absence?.to?.description ?? ""
    deputy = contact.deputy ?? ""
  }

  /// The contact, or everything that is wrong with it: by field, in the order of the form, in whole sentences.
  package func contact(_ id: ContactID?, _ facts: DirectoryFacts) -> Result<Contact, Problems> {
    var problems = Problems()
    let found = facts.names.organisation(named: organisation)?.title
    if organisation.isEmpty {
      problems.add("organisation", "Choose the organisation")
    } else if found == nil, facts.contacts(of: facts.names.identity(of: organisation)).isEmpty {
      problems.add("organisation", "No organisation of that name is registered")
    }
    Self.check(name, "name", "Enter the person's name", limit: CaseLimits.name, &problems)
    if !EmailAddress.isPlain(email) {
      problems.add("email", "Enter one email address, like name@department.example")
    }
    if telephone.count > 50 || telephone.unicodeScalars.contains(where: \.isControl) {
      problems.add("telephone", "Enter a telephone number of 50 characters or fewer")
    }
    if !facts.roles.contains(where: { $0.id == role }) { problems.add("role", "Choose the post") }
    let key = Directory.key(contract)
    if !contract.isEmpty, !facts.contracts.contains(where: { $0.key == key }) {
      problems.add("contract", "Choose one of the contracts")
    }
    let (from, to) = days(validFrom, validTo, ("valid-from", "valid-to"), "in post", &problems)
    let (awayFrom, awayTo) = days(
      self.awayFrom, self.awayTo, ("away-from", "away-to"), "away", &problems)
    if awayFrom == nil, !self.awayTo.isEmpty, problems["away-from"] == nil {
      problems.add("away-from", "Enter the first day away")
    }
    check(deputy: facts, &problems)
    guard problems.isEmpty else { return .failure(problems) }
    return .success(
      Contact(
        id: id, organisation: found ?? organisation, role: role, name: name, email: email,
        telephone: telephone.isEmpty ? nil : telephone,
        contract: facts.contracts.first { !contract.isEmpty && $0.key == key }?.reference, validFrom: from, validTo: to,
        absence: awayFrom.map { Absence(from: $0, to: awayTo) },
        deputy: deputy.isEmpty ? nil : EmailAddress.key(deputy),
        externalID: facts.contacts.first { id != nil && $0.id == id }?.externalID))
  }

  private func check(deputy facts: DirectoryFacts, _ problems: inout Problems) {
    guard !deputy.isEmpty else { return }
    let key = EmailAddress.key(deputy)
    if key == EmailAddress.key(email) {
      problems.add("deputy", "Nobody stands in for themselves: choose somebody else")
    } else if !facts.contacts.contains(where: { $0.address == key }) {
      problems.add("deputy", "Choose somebody who is in the directory")
    }
  }

  private func days(
    _ first: String, _ last: String, _ fields: (String, String), _ what: String, _ problems: inout Problems
  ) -> (CivilDate?, CivilDate?) {
    let (from, to) = (CivilDate(iso8601: first), CivilDate(iso8601: last))
    if !first.isEmpty, from == nil {
      problems.add(fields.0, "The first day \(what) must be a real day, such as 3 8 2026")
    }
    if !last.isEmpty, to == nil { problems.add(fields.1, "The last day \(what) must be a real day, such as 14 8 2026") }
    if let from, let to, to < from { problems.add(fields.1, "The last day \(what) must not be before the first") }
    return (from, to)
  }

  private static func check(
    _ text: String, _ field: String, _ missing: String, limit: Int, _ problems: inout Problems
  ) {
    if text.isEmpty {
      problems.add(field, missing)
    } else if text.count > limit || text.unicodeScalars.contains(where: \.isControl) {
      problems.add(field, "The person's name must be \(limit) characters or fewer, on one line")
    }
  }

  /// What is wrong, by field, the first first.
  package struct Problems: Error, Sendable, Hashable {
    package private(set) var list: [FieldProblem] = []

    package var isEmpty: Bool { list.isEmpty }
    package subscript(field: String) -> String? { list.first { $0.field == field }?.problem }

    package mutating func add(_ field: String, _ problem: String) {
      list.append(FieldProblem(field: field, problem: problem))
    }

    package init() {}
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
