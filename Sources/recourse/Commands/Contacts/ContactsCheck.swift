import Analysis
import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse contacts check`: who could not be reached in the days ahead.
struct ContactsCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says on which of the next working days nobody could be reached, for whom and why.",
    discussion: """
      Looked at are the bodies and contracts that open cases are about, and all that have a contact or let a contract. \
      Ends with 1 where a case would be parked, as nobody at all is left; that others stand in is shown and no more.

      Example: recourse contacts check --days 60 --workflow supply-chain-concern
      """)

  @Option(help: "How many working days are looked at, from today on.")
  var days = 60

  @Option(help: "Only this deployed workflow.")
  var workflow: String?

  @Flag(name: .customLong("all"), help: "Also organisations for which nobody is registered and that no case is about.")
  var everyBody = false

  @Option(help: "text or json: a line for each gap, and one for all.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (1...1_000).contains(days) else { throw ValidationError("--days takes 1 to 1000") }
  }

  func run() async throws {
    let (workflow, days, everyBody) = (workflow, days, everyBody)
    let report = try await database.withStore { store in
      try await CoverageService(store: store, library: Library(reader: FileDefinitionReader()))
        .report(workflow: workflow, workingDays: days, everyBody: everyBody)
    }
    let parked = report.gaps.count { $0.severity == .nobody }
    switch format {
    case .json:
      for gap in report.gaps { Shell.print(JSONValue.object(gap.json).serialized()) }
      Shell.print(JSONValue.object(Self.summary(report, days)).serialized())
    case .text: for line in Self.lines(report, days) { Shell.print(line) }
    }
    if parked > 0 { throw Answer.no() }
  }

  private static func lines(_ report: CoverageService.Report, _ days: Int) -> [String] {
    var lines: [String] = []
    for severity in CoverageGap.Severity.allCases {
      // What several workflows find alike, or for a body and again for its contract, is told once.
      var seen: Set<CoverageGap> = []
      let gaps = report.gaps.filter { $0.severity == severity && seen.insert($0.withoutContract).inserted }
      guard !gaps.isEmpty else { continue }
      lines.append(severity.title)
      lines += gaps.map { gap in
        let cases = gap.subject.openCases
        return "  " + gap.words.onOneLine + (cases == 0 ? "" : " (\(cases) open case\(cases == 1 ? "" : "s"))")
      }
    }
    if !report.bounced.isEmpty {
      lines.append("Mail came back")
      lines += report.bounced.map { "  \($0.organisation): \($0.role): \($0.name)".onOneLine }
    }
    if report.unreadable > 0 {
      lines.append("\(report.unreadable) open cases could not be read: whom they are about was not looked at.")
    }
    let parked = Set(report.gaps.filter { $0.severity == .nobody }.map(\.subject.name)).count
    let looked = "\(report.subjects) bodies and contracts, \(days) working days, \(report.workflows.count) workflows"
    return lines + ["\(looked): a case would be parked for \(parked == 0 ? "none" : "\(parked)")."]
  }

  private static func summary(_ report: CoverageService.Report, _ days: Int) -> JSONObject {
    var counts = JSONObject()
    for severity in CoverageGap.Severity.allCases {
      counts[severity.code] = .integer(Int64(report.gaps.count { $0.severity == severity }))
    }
    return [
      "subjects": .integer(Int64(report.subjects)), "days": .integer(Int64(days)),
      "workflows": .array(report.workflows.map(JSONValue.string)), "gaps": .object(counts),
      "unreadable": .integer(Int64(report.unreadable)),
      "bounced": .array(
        report.bounced.map {
          ["organisation": .string($0.organisation), "role": .string($0.role), "name": .string($0.name)]
        }),
    ]
  }
}

extension CoverageGap.Severity {
  fileprivate var title: String {
    switch self {
    case .nobody: "Nobody at all: a case would be parked"
    case .fallsBack: "Somebody else is asked instead"
    case .alone: "One person and no deputy"
    }
  }
}

extension CoverageGap {
  /// The same for whatever workflow and contract.
  fileprivate var withoutContract: CoverageGap {
    CoverageGap(
      severity: severity, workflow: "", party: "", title: title,
      subject: CoverageSubject(organisation: subject.organisation), from: from, to: to, instead: instead,
      because: because)
  }

  fileprivate var json: JSONObject {
    [
      "severity": .string(severity.code), "workflow": .string(workflow), "party": .string(party),
      "organisation": subject.organisation.map(JSONValue.string) ?? .null,
      "contract": subject.contract.map(JSONValue.string) ?? .null, "open_cases": .integer(Int64(subject.openCases)),
      "from": .string(from.description), "to": .string(to.description),
      "instead": instead.map(JSONValue.string) ?? .null,
      "because": .array(because.map { .object(["code": .string($0.code), "words": .string($0.description)]) }),
    ]
  }
}
