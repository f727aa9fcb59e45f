internal import Casework
internal import CivilTime
internal import WorkflowFiles

/// The tables in which registers of organisations are published.
enum OrganisationTable: CaseIterable {
  case flattened
  case odsTrusts
  case localAuthorities

  /// Tells the table from its header.
  init?(header: CSVRow) {
    let names = Set(header.texts.map(\.trimmed))
    guard let table = Self.allCases.first(where: { names.contains($0.mark) }) else { return nil }
    self = table
  }

  /// The column that only this table has.
  var mark: String {
    switch self {
    case .flattened: "slug"
    case .odsTrusts: "ods_code"
    case .localAuthorities: "local-authority-eng"
    }
  }

  var form: OrganisationsFile.Form {
    switch self {
    case .flattened: .table
    case .odsTrusts: .odsTrusts
    case .localAuthorities: .localAuthorities
    }
  }

  /// Reads the rows.
  func read(_ reader: CSVReader, _ header: CSVRow, _ diagnostics: Diagnostics) -> [Organisation] {
    let columns = TableColumns(
      header: header, columns: columns, warnsOfUnknown: self == .flattened, diagnostics: diagnostics)
    guard let columns else { return [] }
    var list = OrganisationList(diagnostics: diagnostics)
    for row in reader {
      let row = RegisterRow(row: row, columns: columns, diagnostics: diagnostics)
      if let organisation = organisation(in: row) { list.add(organisation, at: row.place(mark)) }
    }
    return list.organisations
  }

  private var columns: [TableColumn] {
    switch self {
    case .flattened:
      [
        TableColumn("slug"), TableColumn("title"), TableColumn("format"), TableColumn("status", or: "govuk_status"),
        TableColumn("parents", or: "parent_slugs", isRequired: false),
        TableColumn("successors", or: "superseded_by_slugs", isRequired: false),
        // Known and not needed.
        TableColumn("abbreviation", isRequired: false), TableColumn("closed_at", isRequired: false),
        TableColumn("analytics_identifier", isRequired: false),
      ]
    case .odsTrusts: [TableColumn("ods_code"), TableColumn("name"), TableColumn("close_date")]
    case .localAuthorities:
      [
        TableColumn("local-authority-eng"), TableColumn("local-authority-type"), TableColumn("official-name"),
        TableColumn("end-date"),
      ]
    }
  }

  private func organisation(in row: RegisterRow) -> Organisation? {
    switch self {
    case .flattened: row.flattened()
    case .odsTrusts: row.trust()
    case .localAuthorities: row.localAuthority()
    }
  }
}

extension RegisterRow {
  fileprivate func flattened() -> Organisation? {
    let slug = text("slug")
    let title = text("title")
    let format = text("format")
    let status = text("status")
    let parents = slugs("parents")
    let successors = slugs("successors")
    guard let slug, let title, let format, let status, let parents, let successors else { return nil }
    guard let register = OrganisationRegister(ofSlug: slug) else {
      refuse("slug", .wrongCell, "does not hold a slug", Self.slugRemedy)
      return nil
    }
    return Organisation(
      slug: slug, title: title, format: format, status: status, parents: parents, successors: successors,
      register: register.rawValue)
  }

  fileprivate func trust() -> Organisation? {
    let code = code("ods_code", of: .ods, "write its three or five capital letters and digits")
    let title = text("name")
    let closed = day("close_date", like: "20260331", Self.compactDay)
    guard let code, let title, let closed else { return nil }
    let isFoundation = title.uppercased().contains("FOUNDATION TRUST")
    return Organisation(
      slug: code, title: title, format: isFoundation ? "NHS foundation trust" : "NHS trust",
      status: closed == nil ? "live" : "closed", register: OrganisationRegister.ods.rawValue)
  }

  fileprivate func localAuthority() -> Organisation? {
    let code = code("local-authority-eng", of: .councils, "write its three capital letters")
    let title = text("official-name")
    let format = localAuthorityFormat()
    let ended = day("end-date", like: "2023-03-31") { CivilDate(iso8601: $0) }
    guard let code, let title, let format, let ended else { return nil }
    return Organisation(
      slug: code, title: title, format: format, status: ended == nil ? "live" : "closed",
      register: OrganisationRegister.councils.rawValue)
  }

  private static let slugRemedy = "write GOV.UK's slug, such as cabinet-office, or ods: or councils: and a code"

  private func slugs(_ column: String) -> [String]? {
    guard let text = optionalText(column) else { return nil }
    let slugs = text.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
    guard slugs.allSatisfy({ OrganisationRegister(ofSlug: $0) != nil }) else {
      refuse(column, .wrongCell, "does not hold slugs with semicolons between them", Self.slugRemedy)
      return nil
    }
    return slugs
  }

  private func code(_ column: String, of register: OrganisationRegister, _ remedy: String) -> String? {
    guard let code = text(column) else { return nil }
    guard let slug = register.slug(ofCode: code) else {
      refuse(column, .wrongCell, "does not hold a code of the register", remedy)
      return nil
    }
    return slug
  }

  private func localAuthorityFormat() -> String? {
    guard let type = text("local-authority-type") else { return nil }
    if let format = Self.localAuthorityFormats[type] { return format }
    diagnostics.warning(
      .unknownWord, at: place("local-authority-type"), "the type \(type.inQuotes) of local authority is not known",
      remedy: "the types are \(Self.localAuthorityFormats.keys.sorted().inQuotes(joinedBy: "and"))")
    return type
  }

  private static let localAuthorityFormats = [
    "CC": "City corporation", "CTY": "County council", "LBO": "London borough council",
    "MD": "Metropolitan district council", "NMD": "Non-metropolitan district council",
    "SRA": "Strategic regional authority", "UA": "Unitary authority",
  ]

  /// Reads a day as the Organisation Data Service writes it: 20260331.
  private static func compactDay(_ text: String) -> CivilDate? {
    let digits = Array(text.utf8)
    guard digits.count == 8 else { return nil }
    let parts = [digits[0..<4], digits[4..<6], digits[6..<8]].map { String(decoding: $0, as: UTF8.self) }
    return CivilDate(iso8601: parts.joined(separator: "-"))
  }
}
