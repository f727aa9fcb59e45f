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
  ///   - family: the cases below it; nil where there are none.
  package func verdict(
    on case: Case, event id: EventID, by actor: Actor, given facts: Facts, earlier: WorkingCalendar,
    among family: CaseFamily? = nil
  ) -> MigrationVerdict {
    var past = facts
    past.calendar = earlier
    var migration = migration
    if earlier != facts.calendar { migration.calendar = earlier }
    let before = Forecast(of: `case`, in: from, given: past, among: family)
    do throws(Rejection) {
      let update = try to.step(`case`, on: CaseEvent(id: id, kind: .migrate(migration), actor: actor), given: facts)
      return try verdict(on: `case`, past, before, update, facts, family)
    } catch {
      let reasons = if case .unfit(let problems) = error { problems } else { [error.description] }
      return MigrationVerdict(
        update: nil, refusals: reasons, concerns: [], before: before, after: nil, dates: [])
    }
  }

  private func verdict(
    on case: Case, _ past: Facts, _ before: Forecast, _ update: CaseUpdate, _ facts: Facts, _ family: CaseFamily?
  ) throws(Rejection) -> MigrationVerdict {
    let after = Forecast(of: update.case, in: to, given: facts, among: family)
    do throws(CalendarError) {
      let overdue = try overdue(`case`, update.case, past, facts)
      return MigrationVerdict(
        update: update, refusals: [],
        concerns: wentOn(update) + stuck(before, after) + overdue + lost(`case`), before: before, after: after,
        dates: try dates(`case`, update.case, past, facts))
    } catch {
      throw .calendar(error)
    }
  }

  /// What somebody has to know who thinks that a migration says nothing to anybody.
  private func wentOn(_ update: CaseUpdate) -> [String] {
    guard update.entry.payload["went_on"] == true else { return [] }
    let states = to.chart.leaves(update.case.session).joined(separator: ", ")
    let told = update.effects.compactMap { effect in
      if case .notify(let message) = effect { "\(message.party) (\(message.template))" } else { nil }
    }
    let words = told.isEmpty ? "" : ", and tell \(told.joined(separator: ", "))"
    return [
      "it would go on at once to \"\(states)\"\(words), as the new version lets no case rest where it is put; "
        + "that can't be taken back"
    ]
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

  /// - Throws: where the new version's calendar gives no date.
  private func overdue(
    _ before: Case, _ after: Case, _ past: Facts, _ facts: Facts
  ) throws(CalendarError) -> [String] {
    var reasons: [String] = []
    for timer in after.timers {
      guard let due = try timer.budget.fireInstant(facts.calendar), due <= facts.now else { continue }
      let earlier = before.timers.first { $0.sequence == timer.sequence }
      if let was = Self.date(of: earlier, past).at, was <= facts.now { continue }
      reasons.append("\(to.timerName(timer)) would be overdue at once: it was due on \(day(due, facts))")
    }
    let broken = breachedBefore(before, past)
    for clock in try to.clockStatuses(of: after, at: facts.now, facts.calendar).filter(\.isBreached).map(\.clock)
    where !broken.contains(clock) {
      reasons.append("the clock \"\(clock)\" would be breached at once")
    }
    return reasons
  }

  /// The clocks that were breached already; none where the earlier version's calendar does not tell, so that every one
  /// that is breached afterwards is named.
  private func breachedBefore(_ case: Case, _ past: Facts) -> Set<String> {
    do throws(CalendarError) {
      return Set(try from.clockStatuses(of: `case`, at: past.now, past.calendar).filter(\.isBreached).map(\.clock))
    } catch {
      return []
    }
  }

  /// When a timer was due by the earlier version, or why that can't be worked out; neither where it stood still.
  private static func date(of timer: CaseTimer?, _ past: Facts) -> (at: Instant?, problem: String?) {
    do throws(CalendarError) {
      return (try timer?.budget.fireInstant(past.calendar), nil)
    } catch {
      return (nil, error.message)
    }
  }

  private func lost(_ case: Case) -> [String] {
    let names = Set(to.fields.map(\.name))
    return zip(from.fields, `case`.session.data).filter { field, value in
      value != .null && !names.contains(field.name)
    }.map { "its \"\($0.0.name)\" would be lost: the new version has no such field" }
  }

  private func dates(
    _ before: Case, _ after: Case, _ past: Facts, _ facts: Facts
  ) throws(CalendarError) -> [MigratedDate] {
    var dates: [MigratedDate] = []
    for timer in after.timers {
      let earlier = before.timers.first { $0.sequence == timer.sequence }
      let was = Self.date(of: earlier, past)
      let due = try timer.budget.fireInstant(facts.calendar)
      if was.at != due || earlier == nil {
        dates.append(MigratedDate(timer: to.timerName(timer), before: was.at, after: due, problem: was.problem))
      }
    }
    for timer in before.timers where after.timers.allSatisfy({ $0.sequence != timer.sequence }) {
      let was = Self.date(of: timer, past)
      // A clock's warning that begins anew under the same name is one date, not two.
      let name = from.timerName(timer)
      let again = dates.firstIndex { $0.timer == name && $0.before == nil && $0.problem == nil }
      let due = again.flatMap { dates.remove(at: $0).after }
      if due == nil || due != was.at {
        dates.append(MigratedDate(timer: name, before: was.at, after: due, problem: was.problem))
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
