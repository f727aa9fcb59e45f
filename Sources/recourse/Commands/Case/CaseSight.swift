import Analysis
import Casework
import CivilTime
import Engine

/// A case with all that is needed to look ahead from it and to explain its dates: as it stands, or as it stood.
struct CaseSight: Sendable {
  let workflow: Workflow
  let `case`: Case
  let facts: Facts
  /// Where it is looked at as it stood.
  var past: PastCase?
  /// How its dates were worked out.
  var explanations: [Explanation] = []
  /// Why the history does not tell that.
  var gap: HistoryGap?
  /// The version of the calendar that counts.
  var calendar: CalendarVersion?

  /// Reads it in one look.
  static func look(
    at id: CaseID, asOf: AsOf?, _ library: Library, _ transaction: any StoreTransaction
  ) throws -> CaseSight {
    let look = try transaction.look(at: [id], for: [])
    guard let record = look.cases.first else { throw CaseFailure.unknownCase }
    guard let asOf else {
      let workflow = try library.workflow(record.version, transaction)
      return CaseSight(
        workflow: workflow, case: try record.case(workflow),
        facts: try library.facts(for: workflow, look, transaction))
    }
    do {
      let past = try PastCase(of: id, at: asOf.instant(now: look.now), library, FileDefinitionReader(), transaction)
      return CaseSight(workflow: past.workflow, case: past.case, facts: past.facts, past: past)
    } catch let refusal as PastCase.Refusal {
      throw Answer.no("recourse: \(refusal.description)")
    }
  }

  /// Adds how the dates were worked out, from the history, or from the case alone where that does not tell.
  func explained(_ transaction: any StoreTransaction) throws -> CaseSight {
    var sight = self
    let (workflow, current, facts) = (workflow, `case`, facts)
    let chronicle = try Chronicle(transaction, FileDefinitionReader())
    sight.calendar = chronicle.calendarVersion(of: workflow.calendar, among: facts.versions)
    let library = Library(reader: FileDefinitionReader())
    let entries = try transaction.journal(of: current.id).filter { $0.revision <= current.revision }
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

  var forecast: ForecastView {
    ForecastView(
      workflow: workflow, forecast: Forecast(of: `case`, in: workflow, given: facts), from: facts.now,
      explanations: explanations)
  }

  /// The same from what is known now of the instant then; nil where it is looked at as it stands.
  var hindsight: ForecastView? {
    past.map { past in
      ForecastView(
        workflow: workflow, forecast: Forecast(of: `case`, in: workflow, given: past.hindsight), from: facts.now,
        explanations: explanations)
    }
  }
}
