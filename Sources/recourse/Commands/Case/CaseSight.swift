import Analysis
import Casework
import CivilTime
import Engine

/// A case with all that is needed to look ahead from it: as it stands, or as it stood.
struct CaseSight: Sendable {
  let workflow: Workflow
  let `case`: Case
  let facts: Facts
  /// Where it is looked at as it stood.
  var past: PastCase?

  /// Reads it in one look.
  static func look(
    at id: CaseID, asOf: AsOf?, _ library: Library, _ transaction: any StoreTransaction
  ) throws -> CaseSight {
    let look = try transaction.look(at: [id], for: [])
    guard let record = look.cases.first else { throw CaseFailure.unknownCase }
    if let asOf {
      do {
        let past = try PastCase(
          of: id, at: asOf.instant(now: look.now), library, FileDefinitionReader(), transaction)
        return CaseSight(workflow: past.workflow, case: past.case, facts: past.facts, past: past)
      } catch let refusal as PastCase.Refusal {
        throw Answer.no("recourse: \(refusal.description)")
      }
    }
    let workflow = try library.workflow(record.version, transaction)
    return CaseSight(
      workflow: workflow, case: try record.case(workflow), facts: try library.facts(for: workflow, look, transaction))
  }

  var forecast: Forecast { Forecast(of: `case`, in: workflow, given: facts) }

  /// The same from what is known now of the instant then; nil where it is looked at as it stands.
  var hindsight: Forecast? { past.map { Forecast(of: `case`, in: workflow, given: $0.hindsight) } }
}
