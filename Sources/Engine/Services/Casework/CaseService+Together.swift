import Casework

// What has to be kept in several places at once, or nowhere.
extension CaseService {
  /// Does several things, each to another case, in one transaction: all of them, or none.
  ///
  /// - Parameter besides: what else is kept with them, in the same transaction.
  /// - Throws: `CaseFailure` of the first that was refused, `StoreError` where the store failed.
  package func handleTogether(
    _ requests: [CaseRequest],
    besides: @escaping @Sendable (any StoreTransaction) throws -> Void = { _ in }
  ) async throws -> [CaseAnswer] {
    for _ in 0..<EngineLimits.conflictRetries {
      do {
        return try await attemptTogether(requests, besides)
      } catch is Overtaken {
        continue
      }
    }
    throw CaseFailure.contention
  }

  /// Links or merges two cases, on both sides.
  ///
  /// The other side's entry has the same event, so that asking twice changes neither.
  func handleBothSides(_ request: CaseRequest, _ act: CaseAct) async throws -> CaseAnswer {
    guard let (other, mirrored) = Self.otherSide(of: act, request.caseID) else {
      return try await handle([request])[0].get()
    }
    guard other != request.caseID else { throw CaseFailure.rejected(.sameCase) }
    let answers = try await handleTogether([
      request,
      CaseRequest(caseID: other, eventID: request.eventID, action: .act(mirrored), actor: request.actor),
    ])
    return answers[0]
  }

  /// Whether something is to be kept of another case as well.
  static func concernsTwoCases(_ request: CaseRequest) -> Bool {
    guard case .act(let act) = request.action else { return false }
    return otherSide(of: act, request.caseID) != nil
  }

  /// The other case that an act concerns, and what it comes to there.
  private static func otherSide(of act: CaseAct, _ caseID: CaseID) -> (CaseID, CaseAct)? {
    switch act {
    case .link(let other, let relation): (other, .link(to: caseID, relation.inverse))
    case .merge(let other): (other, .link(to: caseID, .mergedFrom))
    case .assign, .note, .attach, .extend, .declareInterest, .withdrawInterest, .mailCameBack, .reopen: nil
    }
  }

  private func attemptTogether(
    _ requests: [CaseRequest], _ besides: @escaping @Sendable (any StoreTransaction) throws -> Void
  ) async throws -> [CaseAnswer] {
    try await store.transaction { transaction in
      let look = try transaction.look(
        at: requests.map(\.caseID), for: requests.map { ($0.caseID, $0.eventID) })
      let records = Dictionary(look.cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      var writes: [CaseWrite] = []
      var answers: [CaseAnswer] = []
      for request in requests {
        let record = records[request.caseID]
        // The two sides were kept together, so what one knows the other does.
        if let record, look.knownEvents.contains(request.eventID) {
          guard try Self.isRepetition(request, in: transaction) else { throw CaseFailure.identifierUsed }
          answers.append(CaseAnswer(record: record, isRepetition: true))
          continue
        }
        let step = try decide(request, at: writes.count, try read(record, transaction), look, transaction)
        if let failure = step.failure { throw failure }
        writes.append(step.write)
        answers.append(CaseAnswer(record: step.write.record, isRepetition: false))
      }
      guard !writes.isEmpty else { return answers }
      guard try transaction.write(writes).allSatisfy({ $0 == .written }) else { throw Overtaken() }
      try besides(transaction)
      return answers
    }
  }
}

/// Somebody else stepped one of the cases first; nothing was kept.
private struct Overtaken: Error {}
