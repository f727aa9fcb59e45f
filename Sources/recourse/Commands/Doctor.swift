import ArgumentParser
import CivilTime
import Diagnosis
import Foundation
import JSON
import Postgres
import PostgresStore

/// `recourse doctor`: whether everything that was promised of a database holds.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks the installation and every invariant in the database, and says what to do.",
    discussion: """
      Changes nothing, and may run beside the workers. Ends with 1 where something has to be done: an error. Warnings and \
      notes do not count.

      Example: recourse doctor
      """)

  @Flag(help: "Reads closed cases as well as open ones.")
  var deep = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let findings = try await database.withStore(migrated: false) { store in
      let status = try await store.migrationStatus()
      guard status.isCurrent else { return [Self.schema(status)] }
      let reader = FileDefinitionReader()
      var findings = Self.installation() + (try await Examination.findings(in: store.pool))
      findings += try await Surroundings.findings(
        of: store, reader: reader, in: store.pool, now: SystemClock.now)
      findings += try await CaseExamination(store, reader: reader).findings(in: store.pool, includesClosed: deep)
      return findings
    }
    for finding in findings {
      switch format {
      case .json: Shell.print(JSONValue.object(finding.json).serialized())
      case .text: for line in finding.lines { Shell.print(line) }
      }
    }
    if findings.isEmpty, format == .text { Shell.complain("nothing is wrong") }
    if findings.contains(where: { $0.severity == .error }) { throw Answer.no() }
  }

  /// The other checks ask for tables that may not be there yet.
  private static func schema(_ status: MigrationStatus) -> Finding {
    Finding(
      check: "schema", severity: .error, count: max(1, status.pending.count), examples: status.pending,
      meaning: status.problem ?? "the schema is older than this program",
      remedy: status.problem == nil
        ? "run `recourse db migrate`" : "use the release that made it, or restore a backup")
  }

  /// What the machine itself lacks.
  private static func installation() -> [Finding] {
    var findings: [Finding] = []
    if ZoneRules.named("Europe/London") == nil {
      findings.append(
        Finding(
          check: "local-time-zones", severity: .error,
          meaning: "this machine does not know the time zone Europe/London",
          remedy: "install the package tzdata"))
    }
    if !Graphviz.isInstalled {
      findings.append(
        Finding(
          check: "graphviz", severity: .note,
          meaning: "graphviz is not installed, so pictures of workflows can't be drawn",
          remedy: "apt-get install graphviz, where pictures are wanted"))
    }
    return findings
  }
}

extension Finding {
  fileprivate var json: JSONObject {
    [
      "check": .string(check), "severity": .string(severity.rawValue), "count": .integer(Int64(count)),
      "examples": .array(examples.map(JSONValue.string)), "meaning": .string(meaning), "remedy": .string(remedy),
    ]
  }

  fileprivate var lines: [String] {
    var lines = ["\(severity.rawValue) \(check): \(meaning)"]
    if !examples.isEmpty {
      let rest = count > examples.count ? " and \(count - examples.count) more" : ""
      lines.append("  \(count): \(examples.map(\.onOneLine).joined(separator: ", "))\(rest)")
    }
    return lines + ["  \(remedy)"]
  }
}
