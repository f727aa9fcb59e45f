package import Analysis
import Casework
import CivilTime
package import JSON

/// What becomes of one case when cases go on by another version.
package struct MigratedCase: Sendable {
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// It goes on by the new version.
    case migrates
    /// It goes back to the version that it had.
    case returns
    case refused
    /// There is nothing to do.
    case skipped
    /// Others stepped it again and again meanwhile; ask again.
    case overtaken
  }

  /// As it was before.
  package let record: CaseRecord
  package internal(set) var outcome: Outcome
  /// Why it was refused, or what somebody has allowed.
  package let reasons: [String]
  /// The states in which it then rests.
  package let becomes: [String]
  package let verdict: MigrationVerdict?
  private let from: Workflow?
  private let to: Workflow?

  init(_ record: CaseRecord, _ outcome: Outcome, _ reasons: [String], becomes: [String]? = nil) {
    self.record = record
    self.outcome = outcome
    self.reasons = reasons
    self.becomes = becomes ?? record.states
    (verdict, from, to) = (nil, nil, nil)
  }

  init(
    _ record: CaseRecord, _ outcome: Outcome, _ reasons: [String], _ verdict: MigrationVerdict, _ from: Workflow,
    _ to: Workflow
  ) {
    self.record = record
    self.outcome = outcome
    self.reasons = reasons
    becomes = verdict.update.map { to.chart.leaves($0.case.session) } ?? record.states
    self.verdict = verdict
    self.from = from
    self.to = to
  }

  /// The row for programs; see the command's help.
  package var json: JSONObject {
    var json: JSONObject = [
      "reference": .string(record.reference.description), "id": .string(record.id.description),
      "workflow": .string(record.workflow), "states": .array(record.states.map(JSONValue.string)),
      "outcome": .string(outcome.rawValue), "becomes": .array(becomes.map(JSONValue.string)),
      "reasons": .array(reasons.map(JSONValue.string)),
    ]
    guard let verdict, let from, let to else { return json }
    json["dates"] = .array(
      verdict.dates.map { date in
        var one: JSONObject = [
          "timer": .string(date.timer), "from": date.before.map { .string($0.rfc3339) } ?? .null,
          "to": date.after.map { .string($0.rfc3339) } ?? .null,
        ]
        if let problem = date.problem { one["problem"] = .string(problem) }
        return .object(one)
      })
    json["before"] = .object(Self.json(verdict.before, from))
    json["after"] = verdict.after.map { .object(Self.json($0, to)) } ?? .null
    return json
  }

  private static func json(_ forecast: Forecast, _ workflow: Workflow) -> JSONObject {
    var json: JSONObject
    switch forecast.end {
    case .closes(let at): json = ["end": "closes", "at": .string(at.rfc3339)]
    case .waits: json = ["end": "waits", "at": .null]
    case .goesOn(let at): json = ["end": "goes-on", "at": .string(at.rfc3339)]
    case .refused(let at, _): json = ["end": "refused", "at": .string(at.rfc3339)]
    }
    json["steps"] = .array(
      forecast.steps.map { step in
        [
          "at": .string(step.at.rfc3339), "timer": .string(step.timer),
          "states": .array(workflow.chart.leaves(step.update.case.session).map(JSONValue.string)),
        ]
      })
    return json
  }
}
