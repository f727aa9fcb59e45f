import Casework
import Engine

extension MemoryTransaction {
  func feedback(of caseID: CaseID) throws -> SupplierFeedback? {
    try requireOpen()
    return state.access.feedback[caseID].flatMap { $0.endsAt > state.now ? $0 : nil }
  }

  func keepFeedback(_ feedback: SupplierFeedback) throws -> Bool {
    try requireOpen()
    for (id, kept) in state.access.feedback where kept.endsAt <= state.now { state.access.feedback[id] = nil }
    guard state.access.feedback[feedback.caseID] == nil else { return false }
    state.access.feedback[feedback.caseID] = feedback
    return true
  }

  func feedback(limit: Int) throws -> [SupplierFeedback] {
    try requireOpen()
    let all = state.access.feedback.values.filter { $0.endsAt > state.now }
    return Array(
      all.sorted { ($0.givenAt, $1.caseID) > ($1.givenAt, $0.caseID) }.prefix(limit))
  }

  func forgetFeedback(of caseID: CaseID) throws {
    try requireOpen()
    state.access.feedback[caseID] = nil
  }
}
