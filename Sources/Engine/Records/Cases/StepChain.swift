package import Casework
package import CivilTime

/// The steps of one case among those that are written together: one after the other, kept whole or not at all.
///
/// Both stores sort their writes into chains first, so that they agree on what is a conflict within one call.
package struct StepChain: Sendable {
  package let caseID: CaseID
  /// In order; each has the revision after the one before. Never empty.
  package private(set) var steps: [CaseWrite]
  /// Where the steps stood among the writes.
  private var places: [Int]
  /// Where writes stood whose event is one of the chain's own, sent twice: once that is written they are duplicates.
  private var repetitions: [(place: Int, event: EventID)] = []

  /// The revision that the case must have; 0 where it must not be there yet.
  package var expectedRevision: Int { steps[0].record.revision - 1 }
  /// The case as the last step leaves it.
  package var record: CaseRecord { steps[steps.count - 1].record }
  /// What the case's next due instant was before the first step.
  package var previousDue: Instant? { steps[0].previousDue }

  /// Sorts writes into chains, in order of their cases: everybody who locks cases does it in that order.
  ///
  /// - Returns: the chains; a write that is in none of them, because it was decided upon a revision that another write
  ///   of this call replaces, is a conflict.
  package static func chains(of writes: [CaseWrite]) -> [StepChain] {
    var chains: [StepChain] = []
    chains.reserveCapacity(writes.count)
    var indices: [CaseID: Int] = [:]
    for (place, write) in writes.enumerated() {
      if let index = indices[write.record.id] {
        chains[index].append(write, at: place)
      } else {
        indices[write.record.id] = chains.count
        chains.append(StepChain(write, at: place))
      }
    }
    return chains.sorted { $0.caseID < $1.caseID }
  }

  private init(_ first: CaseWrite, at place: Int) {
    caseID = first.record.id
    steps = [first]
    places = [place]
  }

  private mutating func append(_ write: CaseWrite, at place: Int) {
    if steps.contains(where: { $0.entry.eventID == write.entry.eventID }) {
      repetitions.append((place, write.entry.eventID))
    } else if write.record.revision == record.revision + 1 {
      steps.append(write)
      places.append(place)
    }
  }

  /// Says what became of each write of the chain.
  ///
  /// - Parameter knownEvents: those of its events that the journal had before.
  package func settle(isWritten: Bool, knownEvents: Set<EventID>, outcomes: inout [WriteOutcome]) {
    for (place, step) in zip(places, steps) {
      outcomes[place] = isWritten ? .written : knownEvents.contains(step.entry.eventID) ? .duplicate : .conflict
    }
    for (place, event) in repetitions {
      outcomes[place] = isWritten || knownEvents.contains(event) ? .duplicate : .conflict
    }
  }
}
