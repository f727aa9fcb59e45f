package import Casework
package import WorkflowFiles

/// A published list of public bodies, in whichever of four forms it comes; which one is told from what is in it.
///
/// A file may be a part of its register: an organisation may name parents and successors that are not in it.
package struct OrganisationsFile {
  /// The forms that are known.
  package enum Form: String, Hashable, Sendable, CaseIterable {
    /// The organisations of GOV.UK's API, as one JSON list.
    case govukList = "govuk-list"

    /// A table with `slug`, `title`, `format` and `status`, of organisations of any register.
    case table

    /// NHS trusts: the table `etr` of the Organisation Data Service, with a header.
    case odsTrusts = "ods-trusts"

    /// The local authorities of England: the open register's table.
    case localAuthorities = "local-authorities"
  }

  /// The form of the file; nil where it has none of them, which is then reported.
  package let form: Form?

  /// The organisations that could be read, in the file's order; all of them where nothing was reported as an error.
  package let organisations: [Organisation]

  /// Reads a file.
  package init(reading bytes: [UInt8], file: String, limits: CSVLimits = CSVLimits(), diagnostics: Diagnostics) {
    if Self.isJSON(bytes) {
      form = .govukList
      organisations = GovukOrganisations.read(bytes, file: file, diagnostics: diagnostics)
      return
    }
    let reader = CSVReader(reading: bytes, file: file, limits: limits, diagnostics: diagnostics)
    guard let header = reader.header else {
      form = nil
      organisations = []
      return
    }
    guard let table = OrganisationTable(header: header) else {
      diagnostics.error(
        .malformedTable, at: header.place, "the file is no list of organisations that is known",
        remedy: "give it a header with "
          + OrganisationTable.allCases.map(\.mark.inQuotes).joined(separator: ", ") + " or use GOV.UK's JSON")
      form = nil
      organisations = []
      return
    }
    form = table.form
    organisations = table.read(reader, header, diagnostics)
  }

  // No table begins with a bracket: names of columns are words.
  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }
}
