package import Casework

/// A body, and perhaps one of its contracts, for which somebody must be reachable.
package struct CoverageSubject: Sendable, Hashable {
  /// The organisation as people call it; nil where only the contract is known.
  package let organisation: String?
  /// The contract's reference.
  package let contract: String?
  /// How many open cases are about it.
  package let openCases: Int

  package init(organisation: String?, contract: String? = nil, openCases: Int = 0) {
    self.organisation = organisation
    self.contract = contract
    self.openCases = openCases
  }

  /// For people: "Cabinet Office, contract CO-2025-014".
  package var name: String {
    let parts = [organisation, contract.map { "contract \($0)" }].compactMap(\.self)
    return parts.isEmpty ? "no organisation" : parts.joined(separator: ", ")
  }

  /// All of whom somebody may be asked for: what open cases name, and every body and contract besides.
  ///
  /// Two spellings of one body are one subject, under the title that the registers have.
  package static func all(
    named: [CoverageSubject], besides others: [CoverageSubject], in directory: Directory
  ) -> [CoverageSubject] {
    var places: [CoverageKey: Int] = [:]
    var subjects: [CoverageSubject] = []
    for subject in named + others {
      let key = CoverageKey(
        organisation: subject.organisation.map(directory.organisations.identity),
        contract: subject.contract.map(Directory.key))
      let title = subject.organisation.map { directory.organisations.organisation(named: $0)?.title ?? $0 }
      if let place = places[key] {
        subjects[place] = CoverageSubject(
          organisation: subjects[place].organisation, contract: subjects[place].contract,
          openCases: subjects[place].openCases + subject.openCases)
      } else {
        places[key] = subjects.count
        subjects.append(
          CoverageSubject(organisation: title, contract: subject.contract, openCases: subject.openCases))
      }
    }
    return subjects
  }
}

/// What is the same for two spellings.
private struct CoverageKey: Hashable {
  let organisation: String?
  let contract: String?
}
