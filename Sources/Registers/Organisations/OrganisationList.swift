internal import Casework
internal import WorkflowFiles

/// The organisations of one file, each of which may stand there once.
struct OrganisationList {
  /// What GOV.UK says of an organisation; the other registers know `live` and `closed`.
  static let statuses = ["live", "exempt", "joining", "transitioning", "closed"]

  let diagnostics: Diagnostics
  private(set) var organisations: [Organisation] = []
  private var places: [String: SourcePlace] = [:]

  init(diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// Adds an organisation, or reports that it is there already.
  mutating func add(_ organisation: Organisation, at place: SourcePlace) {
    if let first = places[organisation.slug] {
      diagnostics.error(
        .repeatedRow, at: place, "\(organisation.slug.inQuotes) stands at \(first) already",
        remedy: "keep one of the two")
      return
    }
    places[organisation.slug] = place
    organisations.append(organisation)
    guard !Self.statuses.contains(organisation.status) else { return }
    diagnostics.warning(
      .unknownWord, at: place,
      "the status \(organisation.status.inQuotes) of \(organisation.slug.inQuotes) is not known",
      remedy: didYouMean(organisation.status, Self.statuses).map { "did you mean \($0.inQuotes)?" }
        ?? "the statuses are \(Self.statuses.inQuotes(joinedBy: "and"))")
  }
}
