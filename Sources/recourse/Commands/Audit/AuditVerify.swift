import ArgumentParser
import Casework
import Engine
import Foundation
import JSON
import PostgresStore

/// `recourse audit verify`.
struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks an export without a database, or a database's journal where it is.",
    discussion: """
      Exit status 0 where everything is as it was written, 1 with findings.

      Example: recourse audit verify journal.jsonl --heads heads-of-january.jsonl
      """)

  @Argument(help: "An export; - is standard input. Without one the database's journal is verified where it is.")
  var file: String?

  @Option(help: "Heads, or an older export, that were kept elsewhere: nothing of them may be missing or different.")
  var heads: String?

  @Flag(help: "The export has only some of the cases; those that it lacks are no findings.")
  var partial = false

  @Option(help: "text or json: a line for each finding and one for all.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if file != nil, database.database != nil { throw ValidationError("give a file, or --database, not both") }
  }

  func run() async throws {
    var verifier = AuditVerifier(anchors: try heads.map(Self.anchors) ?? [:], isPartial: partial)
    if let file {
      try LineFile.read(file) { verifier.take(line: $0) }
      verifier.finish(isFile: true)
    } else {
      let prepared = verifier
      verifier = try await database.withStore { try await AuditService(store: $0).verify(prepared) }
    }
    for finding in verifier.findings { show(finding) }
    let root = JSONValue.object(AuditLine.closing(count: verifier.root.count, root: verifier.root.digest).json)
    switch format {
    case .json:
      var summary = root.objectValue ?? JSONObject()
      summary["entries"] = .integer(Int64(verifier.entries))
      summary["erased"] = .integer(Int64(verifier.erased))
      summary["findings"] = .integer(Int64(verifier.findings.count))
      Shell.print(JSONValue.object(summary).serialized())
    case .text:
      Shell.print(
        "\(verifier.root.count) cases, \(verifier.entries) entries (\(verifier.erased) erased): "
          + (verifier.findings.isEmpty ? "as they were written" : "\(verifier.findings.count) findings"))
      Shell.print("root \(root["root"]?.stringValue ?? "")")
    }
    if !verifier.findings.isEmpty { throw Answer.no() }
  }

  private func show(_ finding: AuditFinding) {
    switch format {
    case .json: Shell.print(JSONValue.object(finding.json).serialized())
    case .text:
      let name = CaseID(finding.caseID).map { "\(CaseReference(of: $0)) (\($0)): " } ?? ""
      Shell.print("\(name)\(finding.problem)")
      Shell.print("    This means: \(finding.meaning).")
      Shell.print("    What to do: \(finding.remedy).")
    }
  }

  /// The heads of a file, by case.
  private static func anchors(in path: String) throws -> AuditVerifier.Anchors {
    var anchors: AuditVerifier.Anchors = [:]
    var isReadable = true
    try LineFile.read(path) { line in
      switch AuditLine(line) {
      case .head(let head)?: anchors[head.caseID] = head
      case .opening?, .entry?, .closing?: break
      case nil: isReadable = false
      }
    }
    guard isReadable else {
      throw Answer.no("\(path): not every line can be read; take the file that recourse audit heads wrote")
    }
    return anchors
  }
}
