package import WorkingTime

/// A file below `calendars/`: the bank holidays of one place or of several, or the name of several calendars as one.
package enum CalendarFile {
  /// Calendars of their own: GOV.UK's whole file of three divisions, or the file of one.
  case calendars([WorkingCalendar])
  /// One name for several calendars, a holiday of any of which counts.
  case union(name: Located<String>, of: [Located<String>])

  /// Reads a file, JSON or YAML; its findings say what it gets wrong, and nil is a file without anything to use.
  package init?(reading bytes: [UInt8], file: String, diagnostics: Diagnostics) {
    let document = YAMLDocument(reading: bytes, file: file, diagnostics: diagnostics)
    guard let root = document.root, root.readPairs("a calendar", diagnostics) != nil else { return nil }
    if root["union-of"] != nil {
      guard let union = Self.union(root, diagnostics) else { return nil }
      self = union
    } else if root["events"] != nil || root["division"] != nil {
      guard let calendar = BankHolidayDivision(reading: root, diagnostics: diagnostics)?.calendar else { return nil }
      self = .calendars([calendar])
    } else {
      self = .calendars(BankHolidayFile(reading: root, diagnostics: diagnostics).calendars)
    }
  }

  private static func union(_ root: YAMLNode, _ diagnostics: Diagnostics) -> CalendarFile? {
    MappingReader.read(root, "a union of calendars", diagnostics) { map in
      let name = map.located("name", isRequired: true)
      let members = map.texts("union-of", isRequired: true)
      guard let name, let members else { return nil }
      return .union(name: name, of: members)
    }
  }
}
