package import Casework
internal import CivilTime
package import WorkflowFiles

/// A table of who answers for which organisation in which role, and when.
///
/// Its columns are `organisation`, `role`, `name`, `email`, `telephone`, `valid_from` and `valid_to`, and where the file
/// speaks of them `id`, `contract`, `away_from`, `away_to` and `deputy`, in any order. The days are written like
/// 2026-01-05 and both count; an empty one sets no bound. A telephone number may be left out. A deputy is named by
/// address. The same address stands once for an organisation, role and contract. Findings name columns and places, and
/// never repeat what stands there: the file is full of people.
package struct ContactsFile {
  /// One contact, and where the file has it.
  package struct Row: Sendable {
    package let contact: Contact
    /// Where the row begins.
    package let place: SourcePlace
    private let columns: [String: SourcePlace]

    fileprivate init(_ contact: Contact, _ row: RegisterRow) {
      self.contact = contact
      place = row.row.place
      columns = Dictionary(
        uniqueKeysWithValues: ["organisation", "role", "contract", "deputy"].map { ($0, row.place($0)) })
    }

    /// Where a cell begins that refers to something.
    package func place(_ column: String) -> SourcePlace { columns[column] ?? place }
  }

  /// The names of the columns, in the order in which the file is written.
  package static let columns = [
    "id", "organisation", "role", "name", "email", "telephone", "contract", "valid_from", "valid_to", "away_from",
    "away_to", "deputy",
  ]
  private static let optional: Set = ["id", "contract", "away_from", "away_to", "deputy"]

  /// The rows that could be read, in the file's order; all of them where nothing was reported as an error.
  package let rows: [Row]
  /// The names of the columns that the file has.
  package let present: Set<String>

  package var contacts: [Contact] { rows.map(\.contact) }

  /// Reads a file.
  package init(reading bytes: [UInt8], file: String, limits: CSVLimits = CSVLimits(), diagnostics: Diagnostics) {
    let reader = CSVReader(reading: bytes, file: file, limits: limits, diagnostics: diagnostics)
    let columns = reader.header.flatMap { header in
      TableColumns(
        header: header, columns: Self.columns.map { TableColumn($0, isRequired: !Self.optional.contains($0)) },
        diagnostics: diagnostics)
    }
    guard let columns else {
      (rows, present) = ([], [])
      return
    }
    present = Set(Self.columns.filter(columns.has))
    var places: [Identity: SourcePlace] = [:]
    var rows: [Row] = []
    for row in reader {
      let row = RegisterRow(row: row, columns: columns, diagnostics: diagnostics)
      guard let contact = row.contact() else { continue }
      if let first = places.updateValue(row.row.place, forKey: Identity(contact)) {
        places[Identity(contact)] = first
        row.refuseRepetition(of: first)
      } else {
        rows.append(Row(contact, row))
      }
    }
    self.rows = rows
  }

  /// The file of these contacts, which reads back as they are, but for what is known of their addresses.
  package static func bytes(of contacts: [Contact]) -> [UInt8] {
    var writer = CSVWriter(header: columns)
    for contact in contacts {
      writer.append([
        contact.id?.description ?? "", contact.organisation, contact.role, contact.name, contact.email,
        contact.telephone ?? "", contact.contract ?? "", contact.validFrom?.description ?? "",
        contact.validTo?.description ?? "", contact.absence?.from.description ?? "",
        contact.absence?.to?.description ?? "", contact.deputy ?? "",
      ])
    }
    return writer.bytes
  }

  private struct Identity: Hashable {
    let organisation: String
    let role: String
    let email: String
    let contract: String?

    init(_ contact: Contact) {
      organisation = Directory.key(contact.organisation)
      role = contact.role
      email = contact.address
      contract = contact.contract.map(Directory.key)
    }
  }
}

extension RegisterRow {
  /// The contact of the row; nil where a cell is wrong. Every cell is looked at, so that all is reported at once.
  fileprivate func contact() -> Contact? {
    let organisation = text("organisation")
    let role = role()
    let name = text("name")
    let email = email("email")
    let id = identity()
    let contract = optionalText("contract")
    let awayFrom = day("away_from", like: "2026-01-05") { CivilDate(iso8601: $0) }
    let awayTo = day("away_to", like: "2026-01-05") { CivilDate(iso8601: $0) }
    let deputy = optionalText("deputy").flatMap { $0.isEmpty ? .some(nil) : self.email("deputy").map(Optional.some) }
    let telephone = optionalText("telephone")
    let from = day("valid_from", like: "2026-01-05") { CivilDate(iso8601: $0) }
    let to = day("valid_to", like: "2026-01-05") { CivilDate(iso8601: $0) }
    guard let organisation, let role, let name, let email, let telephone, let from, let to else { return nil }
    guard let id, let contract, let awayFrom, let awayTo, let deputy else { return nil }
    if let from, let to, to < from {
      refuse("valid_to", .wrongCell, "is before \"valid_from\"", "exchange the two days, or correct one of them")
      return nil
    }
    if let awayTo, awayFrom.map({ awayTo < $0 }) ?? true {
      refuse("away_to", .wrongCell, "is before \"away_from\"", "exchange the two days, or fill in the first of them")
      return nil
    }
    return Contact(
      id: id, organisation: organisation, role: role, name: name, email: email,
      telephone: telephone.isEmpty ? nil : telephone, contract: contract.isEmpty ? nil : contract, validFrom: from,
      validTo: to, absence: awayFrom.map { Absence(from: $0, to: awayTo) }, deputy: deputy)
  }

  fileprivate func refuseRepetition(of first: SourcePlace) {
    diagnostics.error(
      .repeatedRow, at: row.place, "the same organisation, role and e-mail address stand at \(first) already",
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

  private func identity() -> ContactID?? {
    guard let text = optionalText("id") else { return nil }
    guard !text.isEmpty else { return .some(nil) }
    guard let id = ContactID(text) else {
      refuse(
        "id", .wrongCell, "does not hold the id of a contact", "take it as it was exported, or leave the cell empty")
      return nil
    }
    return id
  }

  private func email(_ column: String) -> String? {
    guard let email = text(column) else { return nil }
    guard EmailAddress.isPlain(email) else {
      refuse(
        column, .wrongCell, "does not hold one e-mail address",
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
