package import Casework
package import JSON

/// What a migration of many cases comes to.
package struct MigrationSummary: Sendable {
  package let workflow: String
  package let from: WorkflowDigest
  package let to: WorkflowDigest
  package let isDryRun: Bool
  package private(set) var counts: [MigratedCase.Outcome: Int] = [:]

  init(from: Workflow, to: Workflow, isDryRun: Bool) {
    workflow = from.name
    self.from = from.digest
    self.to = to.digest
    self.isDryRun = isDryRun
  }

  mutating func add(_ row: MigratedCase) { counts[row.outcome, default: 0] += 1 }

  /// How many cases have come to this.
  package subscript(outcome: MigratedCase.Outcome) -> Int { counts[outcome] ?? 0 }

  /// The last line for programs.
  package var json: JSONObject {
    var json: JSONObject = [
      "workflow": .string(workflow), "from": .string(from.description), "to": .string(to.description),
      "dry_run": .bool(isDryRun),
    ]
    for outcome in MigratedCase.Outcome.allCases { json[outcome.rawValue] = .integer(Int64(self[outcome])) }
    return json
  }
}
