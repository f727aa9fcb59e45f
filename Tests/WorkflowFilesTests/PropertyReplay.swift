import Analysis
import Casework
import CivilTime
import Statechart
import WorkingTime

/// Watches a property over the steps of a real case.
struct PropertyReplay {
  private let property: Property
  private let monitor: PropertyMonitor
  private var memory = PropertyMonitor.Memory()
  /// Since when what has to come is waited for.
  private var waitsSince: Instant?
  /// Whether a step has broken it.
  private(set) var isBroken = false

  init(_ property: Property, of workflow: Workflow) {
    self.property = property
    monitor = PropertyMonitor(property, of: workflow)
  }

  mutating func watch(_ update: CaseUpdate, of workflow: Workflow, _ facts: Facts) {
    let session = update.case.session
    let host = CaseHost(workflow: workflow, caseID: update.case.id, openedAt: update.case.openedAt, facts: facts)
    let activation = workflow.chart.activation(of: session, host: host)
    let verdict = monitor.follow(
      update.outputs, to: session.isDone ? nil : session.configuration, &memory,
      reading: { (try? $0.test(activation)) ?? false })
    if verdict == .broken { isBroken = true }
    guard case .eventually(_, _, let limit, _) = property.rule else { return }
    if let since = waitsSince, days(from: since, to: update.entry.at, facts) > limit { isBroken = true }
    if monitor.reaches(update.outputs, reading: { (try? $0.test(activation)) ?? false }) {
      waitsSince = nil
    } else if session.isDone, waitsSince != nil {
      isBroken = true
    }
    if waitsSince == nil,
      monitor.begins(
        update.outputs, isOpening: update.entry.revision == 1, reading: { (try? $0.test(activation)) ?? false })
    {
      waitsSince = update.entry.at
      if session.isDone { isBroken = true }
    }
  }

  /// Whether it stands broken: nothing is to come any more, or a step has broken it.
  func isBroken(atTheEndOf simulation: Simulation) throws -> Bool {
    try isBroken || (waitsSince != nil && simulation.timers().isEmpty)
  }

  private func days(from start: Instant, to end: Instant, _ facts: Facts) -> Int {
    let zone = facts.calendar.zone
    return (try? facts.calendar.workingDays(from: zone.civil(at: start).date, to: zone.civil(at: end).date)) ?? 0
  }
}
