package import Casework
import CivilTime
import Statechart
package import WorkingTime

extension MigrationPlan {
  /// What becomes of a case that goes by the earlier version.
  ///
  /// - Parameters:
  ///   - id: the identifier of the step, which the journal takes once.
  ///   - actor: who decided it.
  ///   - earlier: the earlier version's calendar.
  package func verdict(
    on case: Case, event id: EventID, by actor: Actor, given facts: Facts, earlier: WorkingCalendar
  ) -> MigrationVerdict {
    var past = facts
    past.calendar = earlier
    var migration = migration
    if earlier != facts.calendar { migration.calendar = earlier }
    let before = Forecast(of: `case`, in: from, given: past)
    let update: CaseUpdate
    do throws(Rejection) {
      update = try to.step(`case`, on: CaseEvent(id: id, kind: .migrate(migration), actor: actor), given: facts)
    } catch {
      let reasons = if case .unfit(let problems) = error { problems } else { [error.description] }
      return MigrationVerdict(
        update: nil, refusals: reasons, concerns: [], before: before, after: nil, dates: [])
    }
    let after = Forecast(of: update.case, in: to, given: facts)
    let dates = dates(`case`, update.case, past, facts)
    return MigrationVerdict(
      update: update, refusals: [],
      concerns: stuck(before, after) + overdue(`case`, update.case, past, facts) + lost(`case`), before: before,
      after: after, dates: dates)
  }

  /// Stuck is a case that was not stuck before.
  private func stuck(_ before: Forecast, _ after: Forecast) -> [String] {
    var reasons: [String] = []
    if case .waits = after.end, !before.waits {
      reasons.append(
        "it would wait for ever in \"\(after.lastStates(in: to, or: "its state"))\", where nothing falls due")
    }
    if before.stalls.isEmpty, let stall = after.stalls.first {
      reasons.append(
        "the step of \(stall.timer) would be refused on \(stall.at.rfc3339): \(stall.reason.description)")
    } else if case .refused(let at, let rejection) = after.end, before.stalls.isEmpty {
      reasons.append("its step of \(at.rfc3339) would be refused: \(rejection.description)")
    }
    return reasons
  }

  private func overdue(_ before: Case, _ after: Case, _ past: Facts, _ facts: Facts) -> [String] {
    var reasons: [String] = []
    for timer in after.timers {
      let due: Instant?
      do throws(CalendarError) {
        due = try timer.budget.fireInstant(facts.calendar)
      } catch {
        reasons.append(
          "the date of \(to.timerName(timer)) can't be worked out: \(Rejection.calendar(error).description)")
        continue
      }
      guard let due, due <= facts.now else { continue }
      let earlier = before.timers.first { $0.sequence == timer.sequence }
      if let was = try? earlier?.budget.fireInstant(past.calendar), was <= facts.now { continue }
      reasons.append("\(to.timerName(timer)) would be overdue at once: it was due on \(day(due, facts))")
    }
    let broken = Set(breached(before, from, past))
    for clock in breached(after, to, facts) where !broken.contains(clock) {
      reasons.append("the clock \"\(clock)\" would be breached at once")
    }
    return reasons
  }

  private func breached(_ case: Case, _ workflow: Workflow, _ facts: Facts) -> [String] {
    let statuses = (try? workflow.clockStatuses(of: `case`, at: facts.now, facts.calendar)) ?? []
    return statuses.filter(\.isBreached).map(\.clock)
  }

  private func lost(_ case: Case) -> [String] {
    let names = Set(to.fields.map(\.name))
    return zip(from.fields, `case`.session.data).filter { field, value in
      value != .null && !names.contains(field.name)
    }.map { "its \"\($0.0.name)\" would be lost: the new version has no such field" }
  }

  private func dates(_ before: Case, _ after: Case, _ past: Facts, _ facts: Facts) -> [MigratedDate] {
    var dates: [MigratedDate] = []
    for timer in after.timers {
      let earlier = before.timers.first { $0.sequence == timer.sequence }
      let was = (try? earlier?.budget.fireInstant(past.calendar)) ?? nil
      let due = (try? timer.budget.fireInstant(facts.calendar)) ?? nil
      if was != due || earlier == nil {
        dates.append(MigratedDate(timer: to.timerName(timer), before: was, after: due))
      }
    }
    for timer in before.timers where after.timers.allSatisfy({ $0.sequence != timer.sequence }) {
      let was = (try? timer.budget.fireInstant(past.calendar)) ?? nil
      // A clock's warning that begins anew under the same name is one date, not two.
      let name = from.timerName(timer)
      if let again = dates.firstIndex(where: { $0.timer == name && $0.before == nil }) {
        let due = dates.remove(at: again).after
        if due != was { dates.append(MigratedDate(timer: name, before: was, after: due)) }
      } else {
        dates.append(MigratedDate(timer: name, before: was, after: nil))
      }
    }
    return dates.sorted {
      ($0.after ?? $0.before ?? beginning, $0.timer) < ($1.after ?? $1.before ?? beginning, $1.timer)
    }
  }

  /// A timer without any date sorts first.
  private var beginning: Instant { Instant(seconds: 0, nanoseconds: 0) }

  private func day(_ instant: Instant, _ facts: Facts) -> String {
    facts.calendar.zone.civil(at: instant).date.description
  }
}

extension Forecast {
  fileprivate var waits: Bool { if case .waits = end { true } else { false } }

  fileprivate func lastStates(in workflow: Workflow, or word: String) -> String {
    guard let last = steps.last else { return word }
    return workflow.chart.leaves(last.update.case.session).joined(separator: ", ")
  }
}
