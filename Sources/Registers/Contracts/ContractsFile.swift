package import Casework
internal import CivilTime
internal import Expression
package import WorkflowFiles

/// A table of contracts: `reference`, `title`, `authority`, `prime_contractor` and, where they are known, `value`,
/// `manager_role`, `valid_from` and `valid_to`.
package struct ContractsFile {
  /// The names of the columns, in the order in which the file is written.
  package static let columns = [
    "reference", "title", "authority", "prime_contractor", "value", "manager_role", "valid_from", "valid_to",
  ]
  private static let required = 4

  /// The contracts that could be read, in the file's order, each with the place of its authority's name.
  package let rows: [(contract: Contract, authority: SourcePlace)]

  package var contracts: [Contract] { rows.map(\.contract) }

  package init(reading bytes: [UInt8], file: String, limits: CSVLimits = CSVLimits(), diagnostics: Diagnostics) {
    let reader = CSVReader(reading: bytes, file: file, limits: limits, diagnostics: diagnostics)
    let columns = reader.header.flatMap { header in
      TableColumns(
        header: header,
        columns: Self.columns.enumerated().map { TableColumn($0.element, isRequired: $0.offset < Self.required) },
        diagnostics: diagnostics)
    }
    var rows: [(contract: Contract, authority: SourcePlace)] = []
    var places: [String: SourcePlace] = [:]
    if let columns {
      for row in reader {
        let row = RegisterRow(row: row, columns: columns, diagnostics: diagnostics)
        guard let contract = row.contract() else { continue }
        if let first = places[contract.key] {
          diagnostics.error(
            .repeatedRow, at: row.row.place, "the same contract stands at \(first) already",
            remedy: "keep one of the two")
          continue
        }
        places[contract.key] = row.row.place
        rows.append((contract, row.place("authority")))
      }
    }
    self.rows = rows
  }

  /// Reports authorities that no register knows.
  package func check(against organisations: [Organisation], _ diagnostics: Diagnostics) {
    let names = OrganisationNames(organisations)
    guard !names.isEmpty else { return }
    for (contract, place) in rows where names.organisation(named: contract.authority) == nil {
      diagnostics.error(
        .unknownOrganisation, at: place, "the cell in column \"authority\" names no registered organisation",
        remedy: didYouMean(contract.authority, organisations.flatMap { [$0.title, $0.slug] })
          .map { "did you mean \($0.inQuotes)?" } ?? "import its register, or write its title or slug")
    }
  }

  /// The file of these contracts, which reads back as they are.
  package static func bytes(of contracts: [Contract]) -> [UInt8] {
    var writer = CSVWriter(header: columns)
    for contract in contracts {
      writer.append([
        contract.reference, contract.title, contract.authority, contract.primeContractor,
        contract.value?.description ?? "", contract.managerRole, contract.validFrom?.description ?? "",
        contract.validTo?.description ?? "",
      ])
    }
    return writer.bytes
  }
}

extension RegisterRow {
  fileprivate func contract() -> Contract? {
    let reference = text("reference")
    let title = text("title")
    let authority = text("authority")
    let prime = text("prime_contractor")
    let value = value()
    let role = optionalText("manager_role")
    let from = day("valid_from", like: "2026-01-05") { CivilDate(iso8601: $0) }
    let to = day("valid_to", like: "2026-01-05") { CivilDate(iso8601: $0) }
    guard let reference, let title, let authority, let prime, let value, let role, let from, let to else { return nil }
    if let from, let to, to < from {
      refuse("valid_to", .wrongCell, "is before \"valid_from\"", "exchange the two days, or correct one of them")
      return nil
    }
    return Contract(
      reference: reference, title: title, authority: authority, primeContractor: prime, value: value,
      managerRole: role.isEmpty ? Contract.usualManagerRole : role, validFrom: from, validTo: to)
  }

  private func value() -> Decimal?? {
    guard let text = optionalText("value") else { return nil }
    guard !text.isEmpty else { return .some(nil) }
    guard let value = Decimal(text), text.first != "-" else {
      refuse("value", .wrongCell, "does not hold a sum", "write pounds like 4200000.00, or leave the cell empty")
      return nil
    }
    return value
  }
}
