internal import Casework
internal import JSON
internal import WorkflowFiles

/// The organisations of GOV.UK's API, as one JSON list.
enum GovukOrganisations {
  /// The largest list that is read: sixteen times the one of 2026 would still fit.
  private static let largestBytes = 24 << 20

  /// Reads the list; what is not right is reported with the place of its organisation.
  static func read(_ bytes: [UInt8], file: String, diagnostics: Diagnostics) -> [Organisation] {
    let check = TextCheck(bytes: bytes, file: file, diagnostics: diagnostics)
    guard let start = check.beginning(limit: largestBytes) else { return [] }
    let text = bytes[start...]
    let value: JSONValue
    do {
      value = try JSONValue(parsing: text, limits: JSONLimits(depth: 32, bytes: largestBytes))
    } catch {
      diagnostics.error(
        .malformedTable, at: SourcePlace(file: file, line: error.line, column: error.column), error.message,
        remedy: "take the whole list from GOV.UK again")
      return []
    }
    guard let elements = value.arrayValue else {
      diagnostics.error(
        .wrongCell, at: SourcePlace(file: file), "the file must be a list of organisations, and is \(value.kind)",
        remedy: "where it is a page of GOV.UK's API, save the list under \"results\" as the file")
      return []
    }
    var list = OrganisationList(diagnostics: diagnostics)
    let places = JSONElementPlaces.places(in: text, file: file)
    for (element, place) in zip(elements, places) {
      let reader = ElementReader(element: element, place: place, diagnostics: diagnostics)
      if let organisation = reader.organisation() { list.add(organisation, at: place) }
    }
    return list.organisations
  }
}

/// Reads one organisation of the list.
private struct ElementReader {
  let element: JSONValue
  let place: SourcePlace
  let diagnostics: Diagnostics

  func organisation() -> Organisation? {
    guard element.objectValue != nil else {
      diagnostics.error(
        .wrongCell, at: place, "an organisation must be an object, and this is \(element.kind)", remedy: Self.remedy)
      return nil
    }
    let slug = slug()
    let title = text(element["title"], "title")
    let format = text(element["format"], "format")
    let status = text(element["details"]?["govuk_status"], "details.govuk_status")
    let parents = slugs("parent_organisations")
    let successors = slugs("superseding_organisations")
    guard let slug, let title, let format, let status, let parents, let successors else { return nil }
    return Organisation(
      slug: slug, title: title, format: format, status: status, parents: parents, successors: successors,
      register: OrganisationRegister.govuk.rawValue)
  }

  private static let remedy = "take the list from GOV.UK again, or correct this organisation"

  private func slug() -> String? {
    guard let text = text(element["details"]?["slug"], "details.slug") else { return nil }
    guard OrganisationRegister(ofSlug: text) == .govuk else {
      diagnostics.error(.wrongCell, at: place, "\"details.slug\" is no slug of GOV.UK", remedy: Self.remedy)
      return nil
    }
    return text
  }

  private func text(_ value: JSONValue?, _ path: String) -> String? {
    guard let value, !value.isNull else {
      diagnostics.error(.missingCell, at: place, "the organisation lacks \(path.inQuotes)", remedy: Self.remedy)
      return nil
    }
    let text = value.stringValue?.trimmed ?? ""
    guard !text.isEmpty, text.unicodeScalars.count <= RegisterRow.longestText, !RegisterRow.isSteering(text) else {
      diagnostics.error(
        .wrongCell, at: place, "\(path.inQuotes) must be one line of text, up to \(RegisterRow.longestText) characters",
        remedy: Self.remedy)
      return nil
    }
    return text
  }

  /// The slugs of the organisations that a member lists: the last part of each one's address in the API.
  private func slugs(_ member: String) -> [String]? {
    guard let value = element[member], !value.isNull else { return [] }
    var slugs: [String] = []
    for reference in value.arrayValue ?? [.null] {
      let slug = reference["id"]?.stringValue?.split(separator: "/").last.map(String.init) ?? ""
      guard OrganisationRegister(ofSlug: slug) == .govuk else {
        diagnostics.error(
          .wrongCell, at: place, "\(member.inQuotes) must be a list of objects with the API's address as \"id\"",
          remedy: Self.remedy)
        return nil
      }
      slugs.append(slug)
    }
    return slugs
  }
}
