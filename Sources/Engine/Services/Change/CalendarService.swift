import Analysis
package import Casework
import CivilTime
import WorkingTime

/// Brings new versions of calendars into force. Dates that people were promised never move silently: the service says
/// which would, and why, and moves or keeps them as it is told.
package struct CalendarService: Sendable {
  /// What becomes of running timers that the new version dates otherwise.
  package enum Choice: Sendable, Hashable {
    /// Where there are any, nothing is done.
    case refuse
    case move
    /// They are held to the dates that they have; what starts from now on counts with the new version.
    case keep
  }

  /// What is told while it works.
  package enum Report: Sendable {
    /// The work begins, or begins anew because the database asked for that: what was told before is void.
    case begins
    case change(CalendarChange)
  }

  package let store: any Store
  package let library: Library
  private let reader: any DefinitionReader

  package init(store: any Store, reader: any DefinitionReader) {
    self.store = store
    self.reader = reader
    library = Library(reader: reader)
  }

  /// Says which dates would move, case by case, whom they then tell, and what else would come of it if nobody acts, and
  /// changes nothing. Nobody waits meanwhile.
  ///
  /// - Parameter texts: the new texts, by the names under which they would be kept.
  /// - Throws: `CalendarRefusal` where they can't be taken in.
  package func preview(
    _ texts: [String: String], report: @escaping @Sendable (Report) -> Void
  ) async throws -> CalendarSummary {
    report(.begins)
    let comparison = try await store.transaction { [reader] transaction in
      try CalendarComparison(kept: transaction.calendars(), given: texts, reader)
    }
    var summary = CalendarSummary(outcome: .previewed, calendars: comparison.names)
    summary.breaches = (0, 0)
    var last: CaseID?
    while comparison.movesDates {
      let (page, sofar) = (last, summary)
      let (next, told, ended) = try await store.transaction { [self] transaction in
        let look = try transaction.look(at: [], for: [])
        let records = try transaction.runningCases(after: page, limit: EngineLimits.calendarPage)
        var summary = sofar
        let changes = try records.compactMap {
          try change(of: $0, comparison, look, looksAhead: true, &summary, transaction)
        }
        return (summary, changes, records.last?.id)
      }
      summary = next
      for change in told { report(.change(change)) }
      guard let ended else { break }
      last = ended
    }
    return summary
  }

  /// Brings new versions into force, all or none, while no step is taken.
  ///
  /// - Parameter actor: who decided it, for the histories of the cases.
  /// - Throws: `CalendarRefusal`; then nothing has changed.
  package func keep(
    _ texts: [String: String], _ choice: Choice, by actor: Actor, report: @escaping @Sendable (Report) -> Void
  ) async throws -> CalendarSummary {
    try await store.transaction { [self] transaction in
      report(.begins)
      try transaction.holdSteps()
      let comparison = try CalendarComparison(kept: transaction.calendars(), given: texts, reader)
      var summary = CalendarSummary(outcome: .unchanged, calendars: comparison.names)
      guard !comparison.changed.isEmpty else { return summary }
      for (name, text) in comparison.changed { try transaction.keepCalendar(named: name, text: text) }
      summary.outcome = .imported
      let look = try transaction.look(at: [], for: [])
      var page = try firstPage(comparison, transaction)
      while let last = page.last?.id {
        let changes = try page.compactMap {
          try change(of: $0, comparison, look, looksAhead: false, &summary, transaction)
        }
        for change in changes { report(.change(change)) }
        if choice != .refuse {
          let writes = try changes.map { try write($0, comparison, look, keepsDates: choice == .keep, actor) }
          // Nobody else can have written meanwhile.
          guard try transaction.write(writes).allSatisfy({ $0 == .written }) else { throw CaseFailure.contention }
        }
        page = try transaction.runningCases(after: last, limit: EngineLimits.calendarPage)
      }
      guard summary.timers > 0 else { return summary }
      switch choice {
      case .refuse:
        summary.outcome = .previewed
        throw CalendarRefusal.datesMove(summary)
      case .move: summary.outcome = .moved
      case .keep: summary.outcome = .kept
      }
      return summary
    }
  }

  private func firstPage(
    _ comparison: CalendarComparison, _ transaction: any StoreTransaction
  ) throws -> [CaseRecord] {
    comparison.movesDates ? try transaction.runningCases(after: nil, limit: EngineLimits.calendarPage) : []
  }

  /// What the new version means for a case; nil where that is nothing. A case that can't be read hinders no other.
  ///
  /// - Parameter looksAhead: whether the case is forecast by both; else only the timers that run now are looked at.
  private func change(
    of record: CaseRecord, _ comparison: CalendarComparison, _ look: Look, looksAhead: Bool,
    _ summary: inout CalendarSummary, _ transaction: any StoreTransaction
  ) throws -> CalendarChange? {
    let workflow: Workflow
    let current: Case
    do {
      workflow = try library.workflow(record.version, transaction)
      guard comparison[workflow.calendar] != nil else { return nil }
      current = try record.case(workflow)
    } catch is CaseFailure {
      summary.unreadable += 1
      return nil
    }
    guard let versions = comparison[workflow.calendar] else { return nil }
    let moves = try moves(of: current, workflow, versions)
    let outlook =
      looksAhead
      ? Self.outlook(
        current, workflow, try library.facts(for: workflow, look, transaction), comparison, versions, moves,
        try CaseFamily(below: current, in: workflow, as: .standing(look.now), library, transaction)) : nil
    let change = CalendarChange(record: record, workflow: workflow, moves: moves, outlook: outlook, now: look.now)
    guard !change.isEmpty else { return nil }
    summary.add(change)
    return change
  }

  /// What happens to a case if nobody acts, by both versions; nil where it closes before they differ.
  private static func outlook(
    _ case: Case, _ workflow: Workflow, _ facts: Facts, _ comparison: CalendarComparison,
    _ versions: CalendarComparison.Versions, _ moves: [TimerMove], _ family: CaseFamily?
  ) -> ForecastComparison? {
    var facts = facts
    facts.calendar = versions.old
    let before = Forecast(
      of: `case`, in: workflow, given: facts, among: family?.counting { comparison[$0]?.old })
    if moves.isEmpty, let end = before.closesAt, facts.calendar.zone.civil(at: end).date < versions.differFrom {
      return nil
    }
    facts.calendar = versions.new
    let after = Forecast(
      of: `case`, in: workflow, given: facts, among: family?.counting { comparison[$0]?.new })
    return ForecastComparison(before: before, after: after)
  }

  private func moves(
    of case: Case, _ workflow: Workflow, _ versions: CalendarComparison.Versions
  ) throws(CalendarRefusal) -> [TimerMove] {
    do throws(CalendarError) {
      return try workflow.moves(of: `case`, from: versions.old, to: versions.new)
    } catch {
      // The one that fails is what is looked for.
      let timer = `case`.timers.first { (try? $0.budget.fireInstant(versions.new)) == nil }
      throw .undatable(`case`.reference, timer: timer.map(workflow.timerName) ?? "", error)
    }
  }

  private func write(
    _ change: CalendarChange, _ comparison: CalendarComparison, _ look: Look, keepsDates: Bool, _ actor: Actor
  ) throws -> CaseWrite {
    guard let versions = comparison[change.workflow.calendar] else { throw CaseFailure.contention }
    let recalculation = Recalculation(
      previous: versions.old, version: look.calendarRevision, keepsDates: keepsDates)
    var generator = SystemRandomNumberGenerator()
    let event = CaseEvent(
      id: EventID(UniqueID(at: look.now, random: (generator.next(), generator.next()))),
      kind: .recalculate(recalculation), actor: actor)
    // It asks nobody, so the directory is left at home.
    let facts = Facts(
      now: look.now, calendar: versions.new, directory: Directory(),
      versions: FactVersions(calendars: look.calendarRevision, directory: look.directoryRevision))
    let current = try change.record.case(change.workflow)
    let update = try change.workflow.step(current, on: event, given: facts)
    return try CaseWrite(update, change.workflow, facts, after: change.record)
  }
}
