import Casework
import CivilTime
import Expression
import JSON
import Statechart

extension Workflow {
  /// Why parties can't be asked on whom guards of a step depended, such as `'contract-manager' in party`: those before a
  /// transition that was taken, on its own state, did not hold.
  func notAsked(in update: CaseUpdate, _ facts: Facts) throws(Rejection) -> [Skip] {
    var asked: [String] = []
    for case .took(let taken) in update.outputs {
      let transition = chart.transitions[taken]
      for other in chart.states[transition.source].transitions where other < taken {
        guard let source = chart.transitions[other].guard?.source, source.contains("party") else { continue }
        asked += parties.map(\.id).filter { source.contains("'\($0)'") || source.contains("\"\($0)\"") }
      }
    }
    guard !asked.isEmpty else { return [] }
    let day = facts.calendar.zone.civil(at: facts.now).date
    var skips: [Skip] = []
    for (party, resolution) in try resolutions(
      of: update.case, imagining: JSONObject(), on: day, in: facts.directory)
    where asked.contains(party.id) && resolution.party != party.id {
      // Those who would stand in for the party have reasons of their own.
      skips += resolution.passedOver.filter { $0.party == party.title && !skips.contains($0) }
    }
    return skips
  }
}
