package import Casework
import Statechart

/// How cases of one version of a workflow go on by another: which state becomes which, and what becomes of timers.
///
/// A state becomes the one of the same id. Where there is none it becomes the only one that looks the same, and no other
/// does; what is left must be told. A preview and the migration itself ask the same plan.
package struct MigrationPlan: Sendable {
  package let from: Workflow
  package let to: Workflow
  package let migration: CaseMigration
  /// The states that become another one of the same shape, without anybody having said so: by the earlier id.
  package let proposed: [String: String]
  /// The states in which a case can wait and for which nothing is known: cases there are refused.
  package let unmapped: [String]

  /// - Parameters:
  ///   - map: by state of the earlier version, what somebody says that it becomes.
  ///   - policies: by state of the earlier version.
  /// - Throws: where what somebody says speaks of no such state, or the versions are none of one workflow.
  package init(
    from: Workflow, to: Workflow, map: [String: String] = [:], policy: TimerPolicy = .keep,
    policies: [String: TimerPolicy] = [:]
  ) throws(MigrationPlanError) {
    guard from.name == to.name else { throw .otherWorkflow(from.name, to.name) }
    guard from.digest != to.digest else { throw .sameVersion(from.digest) }
    for state in (Array(map.keys) + policies.keys).sorted() where from.chart.state(state) == nil {
      throw .unknownState(state, of: from.digest, known: from.stateIDs)
    }
    for state in map.values.sorted() where to.chart.state(state) == nil {
      throw .unknownState(state, of: to.digest, known: to.stateIDs)
    }
    let missing = from.stateIDs.filter { map[$0] == nil && to.chart.state($0) == nil }
    let added = to.stateIDs.filter { from.chart.state($0) == nil && !map.values.contains($0) }
    let alike = StateLikeness(from, to).pairs(missing, added)
    proposed = alike
    unmapped = missing.filter { id in
      alike[id] == nil && from.chart.state(id).map { from.chart.states[$0].kind == .atomic } == true
    }
    self.from = from
    self.to = to
    migration = CaseMigration(
      from: from, states: alike.merging(map) { $1 }, policy: policy, policies: policies)
  }
}

/// Why there can be no such plan.
package enum MigrationPlanError: Error, Sendable, CustomStringConvertible {
  case otherWorkflow(String, String)
  case sameVersion(WorkflowDigest)
  case unknownState(String, of: WorkflowDigest, known: [String])

  package var description: String {
    switch self {
    case .otherWorkflow(let from, let to): "one version is of \(from), the other of \(to); name two of one workflow"
    case .sameVersion(let digest): "both are version \(digest.short); name another with --from or --to"
    case .unknownState(let state, let digest, let known):
      "version \(digest.short) has no state \"\(state)\"; it has \(known.joined(separator: ", "))"
    }
  }
}

extension Workflow {
  /// The ids of its states, in the order of the file.
  var stateIDs: [String] { chart.states.dropFirst().map(\.id) }
}
