import Casework
import CivilTime
import JSON

/// Everything that people do with cases goes through here: one transaction in which a step is decided and kept.
package struct CaseService: Sendable {
  package let store: any Store
  package let library: Library
  package let memory: CaseMemory

  package init(store: any Store, library: Library, memory: CaseMemory = CaseMemory()) {
    self.store = store
    self.library = library
    self.memory = memory
  }

  /// Does what is asked, each request for itself: one that is refused hinders no other.
  ///
  /// - Parameter requests: at most `EngineLimits.requestBatch`, no two of the same case.
  /// - Throws: `StoreError`; then nothing was kept of any of them.
  package func handle(_ requests: [CaseRequest]) async throws -> [Result<CaseAnswer, CaseFailure>] {
    precondition(requests.count <= EngineLimits.requestBatch, "requests come in batches")
    var answers = try await answersFromMemory(to: requests)
    for _ in 0..<EngineLimits.conflictRetries {
      let open = answers.indices.filter { answers[$0] == nil }
      guard !open.isEmpty else { break }
      let found = try await attempt(open.map { requests[$0] })
      for (position, answer) in zip(open, found) { answers[position] = answer }
    }
    return answers.map { $0 ?? .failure(.contention) }
  }

  /// Does one thing.
  ///
  /// - Throws: `CaseFailure` where it was refused, `StoreError` where the store failed.
  package func handle(_ request: CaseRequest) async throws -> CaseAnswer {
    if case .act(let act) = request.action { return try await handleBothSides(request, act) }
    return try await handle([request])[0].get()
  }

  /// A step that is decided, where it stood among the requests, and what its sender is told.
  struct Decided: Sendable {
    let position: Int
    let write: CaseWrite
    let `case`: Case
    let failure: CaseFailure?
  }

  /// Decides upon what is remembered and keeps it in one round trip, where it still holds; nil for what has to be
  /// looked at.
  private func answersFromMemory(to requests: [CaseRequest]) async throws -> [Result<CaseAnswer, CaseFailure>?] {
    var answers = [Result<CaseAnswer, CaseFailure>?](repeating: nil, count: requests.count)
    guard let premises = memory.premises() else { return answers }
    let look = Look(now: premises.now, revisions: premises.revisions, cases: [])
    var decided: [Decided] = []
    decided.reserveCapacity(requests.count)
    for (position, request) in requests.enumerated() {
      let known = memory.recall(request.caseID)
      guard request.action.opens == (known == nil) else { continue }
      // Whatever speaks against it is found again by the look, and told then.
      if let one = try? decide(request, at: position, known, look, nil) { decided.append(one) }
    }
    guard !decided.isEmpty else { return answers }
    let writes = decided.map(\.write)
    let outcomes = try await store.transaction { try $0.commit(writing: writes, under: premises) }
    settle(decided, outcomes, into: &answers)
    return answers
  }

  /// Looks, decides and keeps every request once; nil for one that has to be decided anew.
  private func attempt(_ requests: [CaseRequest]) async throws -> [Result<CaseAnswer, CaseFailure>?] {
    try await store.transaction { transaction in
      let look = try transaction.look(
        at: requests.map(\.caseID), for: requests.map { ($0.caseID, $0.eventID) })
      memory.note(look)
      let records = Dictionary(look.cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      var answers = [Result<CaseAnswer, CaseFailure>?](repeating: nil, count: requests.count)
      var decided: [Decided] = []
      for (position, request) in requests.enumerated() {
        let record = records[request.caseID]
        if look.knownEvents.contains(request.eventID), let record {
          let isSame = try Self.isRepetition(request, in: transaction)
          answers[position] =
            isSame ? .success(CaseAnswer(record: record, isRepetition: true)) : .failure(.identifierUsed)
          continue
        }
        do {
          decided.append(try decide(request, at: position, try read(record, transaction), look, transaction))
        } catch let failure as CaseFailure {
          answers[position] = .failure(failure)
        }
      }
      settle(decided, try transaction.commit(writing: decided.map(\.write)), into: &answers)
      return answers
    }
  }

  /// Answers what was written. Of the others the next look finds the event in the journal, or the case as others left
  /// it.
  private func settle(
    _ decided: [Decided], _ outcomes: [WriteOutcome], into answers: inout [Result<CaseAnswer, CaseFailure>?]
  ) {
    var written: [CaseMemory.Remembered] = []
    written.reserveCapacity(decided.count)
    for (outcome, one) in zip(outcomes, decided) where outcome == .written {
      let record = one.write.record
      written.append(CaseMemory.Remembered(case: one.case, nextDue: record.nextDue?.keptAsDue, head: record.head))
      answers[one.position] =
        one.failure.map { .failure($0) } ?? .success(CaseAnswer(record: record, isRepetition: false))
    }
    memory.remember(written)
  }

  /// A case as a look found it; nil where it found none.
  func read(_ record: CaseRecord?, _ transaction: any StoreTransaction) throws -> CaseMemory.Remembered? {
    guard let record else { return nil }
    let workflow = try library.workflow(record.version, transaction)
    return CaseMemory.Remembered(case: try record.case(workflow), nextDue: record.nextDue, head: record.head)
  }

  /// Decides one request.
  ///
  /// - Parameters:
  ///   - known: the case; nil where there is none.
  ///   - transaction: nil where all that is needed must be at hand.
  func decide(
    _ request: CaseRequest, at position: Int, _ known: CaseMemory.Remembered?, _ look: Look,
    _ transaction: (any StoreTransaction)?
  ) throws -> Decided {
    if case .open(let name, let data) = request.action {
      guard known == nil else { throw CaseFailure.contention }
      let workflow = try library.workflow(try library.version(of: name, look, transaction), transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      let event = CaseEvent(id: request.eventID, kind: .open(data), actor: request.actor)
      let update = try Self.rejecting { () throws(Rejection) in
        try workflow.open(request.caseID, on: event, given: facts, from: request.parent)
      }
      let write = try CaseWrite(update, workflow, facts, after: nil)
      return Decided(position: position, write: write, case: update.case, failure: nil)
    }
    guard let known else { throw CaseFailure.unknownCase }
    if let seen = request.seen, seen != known.case.revision {
      throw CaseFailure.movedOn(revision: known.case.revision)
    }
    let workflow = try library.workflow(known.case.version, transaction)
    let facts = try library.facts(for: workflow, look, transaction)
    let event = CaseEvent(id: request.eventID, kind: try Self.kind(of: request, workflow, facts), actor: request.actor)
    let update = try Self.rejecting { () throws(Rejection) in try workflow.step(known.case, on: event, given: facts) }
    var failure: CaseFailure?
    if !update.isAccepted {
      failure =
        update.case.closedAt == nil
        ? .ignored(event: update.entry.name, available: update.available) : .rejected(.closed)
    }
    let write = try CaseWrite(update, workflow, facts, previousDue: known.nextDue, previousHead: known.head)
    return Decided(position: position, write: write, case: update.case, failure: failure)
  }

  /// Whether the journal's entry of the request's identifier is of this very request.
  static func isRepetition(_ request: CaseRequest, in transaction: any StoreTransaction) throws -> Bool {
    guard let entry = try transaction.journal(of: request.caseID).first(where: { $0.eventID == request.eventID }) else {
      return false
    }
    switch request.action {
    case .open(let workflow, let data):
      return entry.kind == .opened && entry.name == workflow && entry.input == data
    case .send(let event, let data):
      let isSent = entry.kind == .event || entry.kind == .ignored
      return isSent && entry.name == event && entry.input == data?.objectValue ?? JSONObject()
    case .pause(let reason): return entry.kind == .paused && entry.input == ["reason": .string(reason)]
    case .resume: return entry.kind == .resumed
    case .adopt(let child): return entry.kind == .linked && entry.input == CaseAct.link(to: child, .child).input
    case .report(let event, _): return entry.name == event
    case .act(let act): return entry.kind == act.journalKind && entry.name == act.name && entry.input == act.input
    }
  }

  private static func kind(
    of request: CaseRequest, _ workflow: Workflow, _ facts: Facts
  ) throws -> CaseEvent.Kind {
    switch request.action {
    case .open(_, let data): return .open(data)
    case .send(let event, let data): return .named(event, data: data)
    case .pause(let reason):
      return .pause(reason: reason, until: try rejecting { () throws(Rejection) in try workflow.pauseLimit(facts) })
    case .resume: return .resume
    case .adopt(let child): return .adopt(child: child)
    case .report(let event, let data): return .report(event: event, data: data)
    case .act(let act): return .act(act)
    }
  }

  private static func rejecting<T>(_ decide: () throws(Rejection) -> T) throws(CaseFailure) -> T {
    do throws(Rejection) {
      return try decide()
    } catch {
      throw .rejected(error)
    }
  }
}
