import Casework
import CivilTime
import JSON

/// Everything that people do with cases goes through here: one transaction in which a step is decided and kept.
package struct CaseService: Sendable {
  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// Does what is asked, each request for itself: one that is refused hinders no other.
  ///
  /// - Parameter requests: at most `EngineLimits.requestBatch`, no two of the same case.
  /// - Throws: `StoreError`; then nothing was kept of any of them.
  package func handle(_ requests: [CaseRequest]) async throws -> [Result<CaseAnswer, CaseFailure>] {
    precondition(requests.count <= EngineLimits.requestBatch, "requests come in batches")
    var answers = [Result<CaseAnswer, CaseFailure>?](repeating: nil, count: requests.count)
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

  /// Decides and keeps every request once; nil for one that has to be decided anew.
  private func attempt(_ requests: [CaseRequest]) async throws -> [Result<CaseAnswer, CaseFailure>?] {
    try await store.transaction { [library] transaction in
      let look = try transaction.look(
        at: requests.map(\.caseID), for: requests.map { ($0.caseID, $0.eventID) })
      let records = Dictionary(look.cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      var answers = [Result<CaseAnswer, CaseFailure>?](repeating: nil, count: requests.count)
      var writes: [(position: Int, write: CaseWrite, failure: CaseFailure?)] = []
      // What is in force is asked once for all that open a case of one workflow.
      var versions: [String: WorkflowDigest] = [:]
      for (position, request) in requests.enumerated() {
        let record = records[request.caseID]
        if look.knownEvents.contains(request.eventID), let record {
          let isSame = try Self.isRepetition(request, in: transaction)
          answers[position] =
            isSame ? .success(CaseAnswer(record: record, isRepetition: true)) : .failure(.identifierUsed)
          continue
        }
        do {
          let step = try Self.decide(request, record, look, library, &versions, transaction)
          writes.append((position, step.write, step.failure))
        } catch let failure as CaseFailure {
          answers[position] = .failure(failure)
        }
      }
      for (outcome, write) in zip(try transaction.commit(writing: writes.map(\.write)), writes) {
        switch outcome {
        case .written where write.failure != nil: answers[write.position] = write.failure.map { .failure($0) }
        case .written:
          answers[write.position] = .success(CaseAnswer(record: write.write.record, isRepetition: false))
        // The next look finds the event in the journal, or the case as others left it.
        case .duplicate, .conflict: break
        }
      }
      return answers
    }
  }

  static func decide(
    _ request: CaseRequest, _ record: CaseRecord?, _ look: Look, _ library: Library,
    _ versions: inout [String: WorkflowDigest], _ transaction: any StoreTransaction
  ) throws -> (write: CaseWrite, failure: CaseFailure?) {
    if case .open(let name, let data) = request.action {
      guard record == nil else { throw CaseFailure.contention }
      guard let version = try versions[name] ?? transaction.currentVersion(of: name) else {
        throw CaseFailure.unknownWorkflow(name)
      }
      versions[name] = version
      let workflow = try library.workflow(version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      let event = CaseEvent(id: request.eventID, kind: .open(data), actor: request.actor)
      let update = try rejecting { () throws(Rejection) in
        try workflow.open(request.caseID, on: event, given: facts, from: request.parent)
      }
      return (try CaseWrite(update, workflow, facts, after: nil), nil)
    }
    guard let record else { throw CaseFailure.unknownCase }
    let workflow = try library.workflow(record.version, transaction)
    let facts = try library.facts(for: workflow, look, transaction)
    let current = try record.case(workflow)
    let event = CaseEvent(id: request.eventID, kind: try kind(of: request, workflow, facts), actor: request.actor)
    let update = try rejecting { () throws(Rejection) in try workflow.step(current, on: event, given: facts) }
    var failure: CaseFailure?
    if !update.isAccepted {
      failure =
        update.case.closedAt == nil
        ? .ignored(event: update.entry.name, available: update.available) : .rejected(.closed)
    }
    return (try CaseWrite(update, workflow, facts, after: record), failure)
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
