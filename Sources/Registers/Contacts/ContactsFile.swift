package import Casework
internal import CivilTime
package import WorkflowFiles

/// A table of who answers for which organisation in which role, and when.
///
/// Its columns are `organisation`, `role`, `name`, `email`, `telephone`, `valid_from` and `valid_to`, in any order. The
/// days are written like 2026-01-05 and both count; an empty one sets no bound. A telephone number may be left out.
/// The same address stands once for an organisation and role. Findings name columns and places, and never repeat what
/// stands there: the file is full of people.
package struct ContactsFile {
  /// The names of the columns, in the order in which the file is written.
  package static let columns = ["organisation", "role", "name", "email", "telephone", "valid_from", "valid_to"]

  /// The contacts whose rows could be read, in the file's order; all of them where nothing was reported as an error.
  package let contacts: [Contact]

  /// Reads a file.
  package init(reading bytes: [UInt8], file: String, limits: CSVLimits = CSVLimits(), diagnostics: Diagnostics) {
    let reader = CSVReader(reading: bytes, file: file, limits: limits, diagnostics: diagnostics)
    let columns = reader.header.flatMap {
      TableColumns(header: $0, columns: Self.columns.map { TableColumn($0) }, diagnostics: diagnostics)
    }
    guard let columns else {
      contacts = []
      return
    }
    var places: [Identity: SourcePlace] = [:]
    var contacts: [Contact] = []
    for row in reader {
      let row = RegisterRow(row: row, columns: columns, diagnostics: diagnostics)
      guard let contact = row.contact() else { continue }
      if let first = places.updateValue(row.row.place, forKey: Identity(contact)) {
        places[Identity(contact)] = first
        row.refuseRepetition(of: first)
      } else {
        contacts.append(contact)
      }
    }
    self.contacts = contacts
  }

  /// The file of these contacts, which reads back as they are.
  package static func bytes(of contacts: [Contact]) -> [UInt8] {
    var writer = CSVWriter(header: columns)
    for contact in contacts {
      writer.append([
        contact.organisation, contact.role, contact.name, contact.email, contact.telephone ?? "",
        contact.validFrom?.description ?? "", contact.validTo?.description ?? "",
      ])
    }
    return writer.bytes
  }

  private struct Identity: Hashable {
    let organisation: String
    let role: String
    let email: String

    init(_ contact: Contact) {
      organisation = Directory.key(contact.organisation)
      role = contact.role
      email = contact.email.lowercased()
    }
  }
}

extension RegisterRow {
  /// The contact of the row; nil where a cell is wrong. Every cell is looked at, so that all is reported at once.
  fileprivate func contact() -> Contact? {
    let organisation = text("organisation")
    let role = role()
    let name = text("name")
    let email = email()
    let telephone = optionalText("telephone")
    let from = day("valid_from", like: "2026-01-05") { CivilDate(iso8601: $0) }
    let to = day("valid_to", like: "2026-01-05") { CivilDate(iso8601: $0) }
    guard let organisation, let role, let name, let email, let telephone, let from, let to else { return nil }
    if let from, let to, to < from {
      refuse("valid_to", .wrongCell, "is before \"valid_from\"", "exchange the two days, or correct one of them")
      return nil
    }
    return Contact(
      organisation: organisation, role: role, name: name, email: email, telephone: telephone.isEmpty ? nil : telephone,
      validFrom: from, validTo: to)
  }

  fileprivate func refuseRepetition(of first: SourcePlace) {
    diagnostics.error(
      .repeated, at: row.place, "the same organisation, role and e-mail address stand at \(first) already",
      remedy: "keep one of the two rows; where the days differ, keep one row that spans them")
  }

  private func role() -> String? {
    guard let role = text("role") else { return nil }
    guard Self.isKebabCase(role) else {
      refuse(
        "role", .wrongCell, "does not hold the id of a role",
        "write it in lower case with hyphens, as the workflow has it: contract-manager")
      return nil
    }
    return role
  }

  private func email() -> String? {
    guard let email = text("email") else { return nil }
    guard EmailAddress.isPlain(email) else {
      refuse(
        "email", .wrongCell, "does not hold one e-mail address",
        "write one bare address, such as desk@council.example, without name or brackets")
      return nil
    }
    return email
  }

  private static func isKebabCase(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text.utf8.first ?? 0)
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          }
      }
  }
}
