package import Analysis
package import Casework

/// A case with all that is needed to look ahead from it and to explain its dates: as it stands, or as it stood.
package struct CaseSight: Sendable {
  package let workflow: Workflow
  package let `case`: Case
  package let facts: Facts
  /// The cases below it; nil where there are none and can be none.
  private let family: CaseFamily?
  /// The same by what is known now, where it is looked at as it stood.
  private var familyInHindsight: CaseFamily?
  /// Where it is looked at as it stood.
  package private(set) var past: PastCase?
  /// How its dates were worked out.
  package private(set) var explanations: [Explanation] = []
  /// Why the history does not tell that.
  package private(set) var gap: HistoryGap?
  /// The version of the calendar that counts.
  package private(set) var calendar: CalendarVersion?

  package init(workflow: Workflow, case: Case, facts: Facts, family: CaseFamily? = nil) {
    self.workflow = workflow
    self.case = `case`
    self.facts = facts
    self.family = family
  }

  /// A case as it stood, and so those below it.
  package init(past: PastCase, _ library: Library, _ transaction: any StoreTransaction) throws {
    self.init(
      workflow: past.workflow, case: past.case, facts: past.facts,
      family: try CaseFamily(below: past.case, in: past.workflow, as: .known(past.facts.now), library, transaction))
    self.past = past
    familyInHindsight = try CaseFamily(
      below: past.case, in: past.workflow, as: .hindsight(past.facts.now), library, transaction)
  }

  /// Reads a case as it stands, in one look.
  ///
  /// - Throws: `CaseFailure` where there is no such case.
  package init(of id: CaseID, _ library: Library, _ transaction: any StoreTransaction) throws {
    let look = try transaction.look(at: [id], for: [])
    guard let record = look.cases.first else { throw CaseFailure.unknownCase }
    let workflow = try library.workflow(record.version, transaction)
    let current = try record.case(workflow)
    self.init(
      workflow: workflow, case: current, facts: try library.facts(for: workflow, look, transaction),
      family: try CaseFamily(below: current, in: workflow, as: .standing(look.now), library, transaction))
  }

  /// Adds how the dates were worked out, from the history, or from the case alone where that does not tell.
  ///
  /// - Parameter journal: its history, where it was read already.
  package func explained(
    _ library: Library, _ transaction: any StoreTransaction, journal: [JournalEntry]? = nil
  ) throws -> CaseSight {
    var sight = self
    let (workflow, current, facts) = (workflow, `case`, facts)
    let chronicle = try library.chronicle(facts.versions, transaction)
    sight.calendar = chronicle.calendarVersion(of: workflow.calendar, among: facts.versions)
    let entries = try (journal ?? transaction.journal(of: current.id)).filter { $0.revision <= current.revision }
    do {
      sight.explanations = try CaseHistory(of: current.id, entries, parent: current.parent).explanations(
        in: workflow, versions: { try library.workflow($0, transaction) },
        given: { try chronicle.facts(for: $1, of: $0, transaction) }, now: facts)
    } catch let gap as HistoryGap {
      sight.gap = gap
      sight.explanations = try Explanation.withoutHistory(of: current, in: workflow, facts)
    }
    return sight
  }

  package var forecast: ForecastView {
    ForecastView(
      workflow: workflow, forecast: Forecast(of: `case`, in: workflow, given: facts, among: family), from: facts.now,
      explanations: explanations)
  }

  /// The same from what is known now of the instant then; nil where it is looked at as it stands.
  package var hindsight: ForecastView? {
    past.map { past in
      ForecastView(
        workflow: workflow,
        forecast: Forecast(of: `case`, in: workflow, given: past.hindsight, among: familyInHindsight), from: facts.now,
        explanations: explanations)
    }
  }
}
