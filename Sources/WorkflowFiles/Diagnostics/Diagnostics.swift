/// Collects the findings of one read, so that a person sees all that is wrong at once.
///
/// Every error and warning must say what to do: there is no way to report one without a remedy. Confined to the read
/// that made it; what leaves the read is the list.
package final class Diagnostics {
  /// Findings that are kept; the rest is only counted. A file with more mistakes than this has one mistake.
  package static let defaultLimit = 200

  private let limit: Int
  private var kept: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  private var lastPlace: SourcePlace?

  /// How many findings were not kept.
  package private(set) var omitted = 0

  /// True once an error was reported, kept or not.
  package private(set) var hasErrors = false

  /// An empty collection that keeps that many findings.
  package init(limit: Int = Diagnostics.defaultLimit) { self.limit = limit }

  /// Reports what makes the file unusable.
  package func error(
    _ code: DiagnosticCode, at place: @autoclosure () -> SourcePlace, _ message: @autoclosure () -> String,
    remedy: @autoclosure () -> String, trace: [String]? = nil
  ) {
    hasErrors = true
    report(code, .error, place, message, remedy, trace)
  }

  /// Reports what is probably a mistake.
  package func warning(
    _ code: DiagnosticCode, at place: @autoclosure () -> SourcePlace, _ message: @autoclosure () -> String,
    remedy: @autoclosure () -> String, trace: [String]? = nil
  ) {
    report(code, .warning, place, message, remedy, trace)
  }

  /// Reports what is worth knowing.
  package func note(
    _ code: DiagnosticCode, at place: @autoclosure () -> SourcePlace, _ message: @autoclosure () -> String,
    remedy: @autoclosure () -> String? = nil, trace: [String]? = nil
  ) {
    report(code, .note, place, message, remedy, trace)
  }

  /// Takes over what another collection kept.
  package func add(_ other: Diagnostics) {
    hasErrors = hasErrors || other.hasErrors
    for finding in other.kept {
      report(finding.code, finding.severity, { finding.place }, { finding.message }, { finding.remedy }, finding.trace)
    }
    omitted += other.omitted
    if let place = other.lastPlace { lastPlace = max(lastPlace ?? place, place) }
  }

  /// The findings by file and place; where some were not kept, a note at the end says how many.
  package var findings: [Diagnostic] {
    // Swift's sort is stable: what stands at one place stays in the order in which it was found.
    var findings = kept.sorted { $0.place < $1.place }
    if omitted > 0, let lastPlace {
      findings.append(
        Diagnostic(.moreFindings, .note, at: lastPlace, "and \(omitted) more", remedy: "mend these and check again"))
    }
    return findings
  }

  // Words are put together only for what is kept: a hostile file must not buy a million sentences.
  private func report(
    _ code: DiagnosticCode, _ severity: Severity, _ place: () -> SourcePlace, _ message: () -> String,
    _ remedy: () -> String?, _ trace: [String]?
  ) {
    guard kept.count < limit else {
      omitted += 1
      return
    }
    let finding = Diagnostic(code, severity, at: place(), message(), remedy: remedy(), trace: trace)
    // What stands behind an anchor is read once for every alias, and is wrong only once.
    guard seen.insert(finding).inserted else { return }
    kept.append(finding)
    lastPlace = max(lastPlace ?? finding.place, finding.place)
  }
}
