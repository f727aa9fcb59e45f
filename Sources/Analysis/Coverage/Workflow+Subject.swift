package import Casework
import Expression

extension Workflow {
  /// The bodies and contracts that a case of it is about: what its parties of the directory are looked up by.
  package func subjects(of case: Case) -> [CoverageSubject] {
    let values = PartyFields(values: `case`.session.data)
    var subjects: [CoverageSubject] = []
    for party in parties where party.directoryRole != nil {
      let organisation = party.organisation.flatMap { Self.text(of: $0, values) }
      let contract = party.contract.flatMap { Self.text(of: $0, values) }
      let subject = CoverageSubject(organisation: organisation, contract: contract, openCases: 1)
      // A party without a contract of its own is covered with those that have one.
      guard organisation != nil || contract != nil, !subjects.contains(subject) else { continue }
      subjects.append(subject)
    }
    let contracted = Set(subjects.filter { $0.contract != nil }.map(\.organisation))
    return subjects.filter { $0.contract != nil || !contracted.contains($0.organisation) }
  }

  private static func text(of expression: Expression, _ values: PartyFields) -> String? {
    guard case .string(let text) = try? expression.evaluate(values), !text.isEmpty else { return nil }
    return text
  }
}
