package import Analysis
package import Casework
import CivilTime

/// Says what a version of a workflow would mean for the open cases of another, and changes nothing.
///
/// It takes each case over in memory by the step that would migrate it, so that what it says is what would happen.
package struct VersionEffectService: Sendable {
  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// - Parameters:
  ///   - difference: of the two versions.
  ///   - report: told of each case for which something changes, in the order of their identifiers.
  package func effect(
    from old: Workflow, to new: Workflow, _ difference: Difference, report: (VersionEffect) -> Void
  ) async throws -> VersionEffectSummary {
    var summary = VersionEffectSummary()
    // Of one workflow, and of two versions: else there is nothing to take over.
    guard let plan = try? MigrationPlan(from: old, to: new, policy: .reDerive) else { return summary }
    let changed = difference.changedStates
    var last: CaseID?
    repeat {
      let (after, sofar) = (last, summary)
      let page = try await store.transaction { transaction in
        try self.page(plan, changed, after: after, sofar, transaction)
      }
      summary = page.summary
      for effect in page.effects { report(effect) }
      last = page.last
    } while last != nil
    return summary
  }

  private func page(
    _ plan: MigrationPlan, _ changed: Set<String>, after last: CaseID?, _ sofar: VersionEffectSummary,
    _ transaction: any StoreTransaction
  ) throws -> (summary: VersionEffectSummary, effects: [VersionEffect], last: CaseID?) {
    let records = try transaction.openCases(of: plan.from.digest, after: last, limit: EngineLimits.calendarPage)
    guard !records.isEmpty else { return (sofar, [], nil) }
    let look = try transaction.look(at: [], for: [])
    let past = try library.facts(for: plan.from, look, transaction)
    let facts = try library.facts(for: plan.to, look, transaction)
    var summary = sofar
    var effects: [VersionEffect] = []
    for record in records {
      summary.cases += 1
      // Counted, and told as unreadable.
      guard let current = try? record.case(plan.from) else {
        summary.unreadable += 1
        continue
      }
      let effect = effect(on: current, record, plan, changed, past, facts)
      guard !effect.shifts.isEmpty || !effect.changedStates.isEmpty || effect.refusal != nil else { continue }
      summary.add(effect)
      effects.append(effect)
    }
    return (summary, effects, records.last?.id)
  }

  private func effect(
    on case: Case, _ record: CaseRecord, _ plan: MigrationPlan, _ changed: Set<String>, _ past: Facts, _ facts: Facts
  ) -> VersionEffect {
    let states = plan.from.chart.configuration(`case`.session)
    let (standing, gone) = (states.filter(changed.contains), states.filter(plan.unmapped.contains))
    var migration = plan.migration
    if past.calendar != facts.calendar { migration.calendar = past.calendar }
    let event = CaseEvent(
      id: EventID(UniqueID(at: facts.now, random: (0, 0))), kind: .migrate(migration), actor: Actor(role: "operator"))
    do throws(Rejection) {
      let update = try plan.to.step(`case`, on: event, given: facts)
      return VersionEffect(
        record: record, changedStates: standing, goneStates: gone,
        shifts: Self.shifts(`case`, plan.from, past, update.case, plan.to, facts), now: facts.now, refusal: nil)
    } catch {
      return VersionEffect(
        record: record, changedStates: standing, goneStates: gone, shifts: [], now: facts.now,
        refusal: error.description)
    }
  }

  private static func shifts(
    _ old: Case, _ earlier: Workflow, _ past: Facts, _ new: Case, _ later: Workflow, _ facts: Facts
  ) -> [VersionEffect.Shift] {
    var ended = old.timers.filter { timer in !new.timers.contains { $0.sequence == timer.sequence } }
    var shifts: [VersionEffect.Shift] = []
    for timer in new.timers {
      var known = old.timers.first { $0.sequence == timer.sequence }
      // A clock's warning that begins anew under the same name is one date, not two.
      if known == nil, let place = ended.firstIndex(where: { earlier.timerName($0) == later.timerName(timer) }) {
        known = ended.remove(at: place)
      }
      // Past the calendar's end there is no date, before or after.
      let before = (try? known?.budget.fireInstant(past.calendar)) ?? nil
      // Likewise.
      let after = (try? timer.budget.fireInstant(facts.calendar)) ?? nil
      guard before != after || known == nil else { continue }
      shifts.append(VersionEffect.Shift(timer: later.timerName(timer), before: before, after: after))
    }
    for timer in ended {
      // Likewise.
      let before = (try? timer.budget.fireInstant(past.calendar)) ?? nil
      shifts.append(VersionEffect.Shift(timer: earlier.timerName(timer), before: before, after: nil))
    }
    return shifts
  }
}
