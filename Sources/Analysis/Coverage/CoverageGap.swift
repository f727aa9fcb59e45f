package import Casework
package import CivilTime

/// Days on which a party of a workflow is not who it should be, for one body: who is missing, and why.
package struct CoverageGap: Sendable, Hashable {
  /// What that comes to; the worst first.
  package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Nobody at all is left: a case would be parked.
    case nobody
    /// Somebody else is asked in its place.
    case fallsBack
    /// There is one person and no deputy.
    case alone

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// A stable word for programs.
    package var code: String {
      switch self {
      case .nobody: "nobody"
      case .fallsBack: "falls-back"
      case .alone: "alone"
      }
    }
  }

  package let severity: Severity
  /// The name of the workflow that may need the party.
  package let workflow: String
  /// The party's id.
  package let party: String
  /// What people call the party.
  package let title: String
  package let subject: CoverageSubject
  /// The first working day of it.
  package let from: CivilDate
  /// The last working day of it, as far as was looked.
  package let to: CivilDate
  /// Who is asked in its place: a party's title; nil where nobody is.
  package let instead: String?
  /// Why everybody before was passed over.
  package let because: [Skip]

  package init(
    severity: Severity, workflow: String, party: String, title: String, subject: CoverageSubject, from: CivilDate,
    to: CivilDate, instead: String?, because: [Skip]
  ) {
    self.severity = severity
    self.workflow = workflow
    self.party = party
    self.title = title
    self.subject = subject
    self.from = from
    self.to = to
    self.instead = instead
    self.because = because
  }

  /// In one line: "Cabinet Office: Contract manager: nobody from 24 December 2026 to 4 January 2027: …".
  package var words: String {
    let days = from == to ? "on \(Self.day(from))" : "from \(Self.day(from)) to \(Self.day(to))"
    let who =
      switch severity {
      case .nobody: "nobody \(days)"
      case .fallsBack: "falls to \(instead ?? "somebody else") \(days)"
      case .alone: "one person and no deputy"
      }
    let reasons = because.map { $0.party == title ? $0.words : $0.description }
    let why = reasons.isEmpty ? "" : ": \(reasons.joined(separator: "; "))"
    return "\(subject.name): \(title): \(who)\(why)"
  }

  private static func day(_ date: CivilDate) -> String {
    "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
