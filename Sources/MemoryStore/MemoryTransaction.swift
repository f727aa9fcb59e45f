import Casework
import CivilTime
import Engine

/// One transaction on a memory store. It holds the only copy of the state while it runs, so that nothing is copied for
/// it, and remembers what the cases were that it changes.
final class MemoryTransaction: StoreTransaction {
  var state: MemoryState
  private let referenceBefore: ReferenceData
  private let accessBefore: AccessData
  private var casesBefore: [CaseID: KeptCase?] = [:]
  private var isOver = false

  /// Takes the state and leaves an empty one in its place.
  init(taking state: inout MemoryState) {
    self.state = state
    referenceBefore = state.reference
    accessBefore = state.access
    state = MemoryState(now: state.now)
  }

  func giveBack(to state: inout MemoryState) {
    state = self.state
    self.state = MemoryState(now: state.now)
    isOver = true
  }

  /// Undoes everything, unless it was committed.
  func rollBack() {
    guard !isOver else { return }
    for (id, before) in casesBefore { state.replace(id, with: before) }
    state.reference = referenceBefore
    state.access = accessBefore
  }

  /// Every call begins here: after its end a transaction takes nothing more.
  func requireOpen() throws {
    guard isOver else { return }
    throw StoreError(.refused, "the transaction is over", isRetryable: false)
  }

  /// The one way to change a case.
  func replace(_ id: CaseID, with new: KeptCase) {
    if casesBefore[id] == nil { casesBefore[id] = .some(state.cases[id]) }
    state.replace(id, with: new)
  }

  func endAsCommitted() { isOver = true }
}
