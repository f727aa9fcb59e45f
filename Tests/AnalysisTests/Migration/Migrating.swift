import Analysis
import Casework
import CivilTime
import JSON
import Testing

/// A case that a test takes from one text of a workflow to another.
struct Migrating {
  let from: Workflow
  let to: Workflow
  var simulation: Simulation

  init(from: String, to: String, data: JSONObject = [:]) throws {
    self.from = try Written.workflow(from)
    self.to = try Written.workflow(to)
    simulation = try Written.simulation(of: self.from, data: data)
  }

  mutating func pass(to instant: String) throws {
    try simulation.advance(to: try #require(Instant(rfc3339: instant)))
  }

  func plan(
    _ policy: TimerPolicy = .keep, map: [String: String] = [:], policies: [String: TimerPolicy] = [:]
  ) throws -> MigrationPlan {
    try MigrationPlan(from: from, to: to, map: map, policy: policy, policies: policies)
  }

  func verdict(
    _ policy: TimerPolicy = .keep, map: [String: String] = [:], policies: [String: TimerPolicy] = [:]
  ) throws -> MigrationVerdict {
    try plan(policy, map: map, policies: policies).verdict(
      on: simulation.case, event: EventID(UniqueID(high: 0x8000, low: 9)), by: Actor(role: "operator"),
      given: simulation.facts, earlier: simulation.facts.calendar)
  }

  /// The case after its migration.
  func migrated(
    _ policy: TimerPolicy = .keep, map: [String: String] = [:], policies: [String: TimerPolicy] = [:]
  ) throws -> CaseUpdate {
    let verdict = try verdict(policy, map: map, policies: policies)
    return try #require(verdict.update, "\(verdict.refusals)")
  }

  /// The running timers of a case of the new version, each with its date.
  func dates(_ update: CaseUpdate) throws -> [String] {
    try to.timers(of: update.case, simulation.facts.calendar).map { "\(to.timerName($0.timer)) \($0.due.rfc3339)" }
  }
}
