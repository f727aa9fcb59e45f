import Casework
import CivilTime
import Engine
import JSON
import MachineForms
import PostgresStore

/// A simulation whose case lives in a store and is loaded afresh for every input, so that nothing survives in memory.
struct KeptSimulation {
  private let store: any Store
  private let workflow: Workflow
  private let id: CaseID
  private var session: SimulateSession

  /// Opens the case and keeps it.
  init(
    _ bundle: WorkflowBundle, _ workflow: Workflow, data: JSONObject, facts: Facts, showsTrace: Bool,
    in store: any Store
  ) async throws {
    self.store = store
    self.workflow = workflow
    id = RequestIdentity.caseID(for: try RequestIdentity.event(nil))
    session = try SimulateSession(of: workflow, data: data, facts: facts, showsTrace: showsTrace, id: id)
    try await store.transaction { try $0.deploy(bundle) }
    try await keep(after: nil)
  }

  /// The line that answers for the start.
  func opening() throws -> JSONObject { try session.opening() }

  /// Loads the case, reads a line, answers it, and keeps the case.
  mutating func answer(line: String) async throws -> JSONObject {
    let id = id
    guard let record = try await store.transaction({ try $0.look(at: [id], for: []) }).cases.first else {
      throw CaseFailure.unknownCase
    }
    session.take(try record.case(workflow))
    let answer = try session.answer(line: line)
    try await keep(after: record)
    return answer
  }

  private func keep(after record: CaseRecord?) async throws {
    var writes: [CaseWrite] = []
    for update in session.updates {
      let before = writes.last?.record ?? record
      let write = try CaseWrite(update, workflow, session.facts, after: before)
      writes.append(
        CaseWrite(
          record: write.record.withoutAlarm, entry: write.entry, outbox: [], previousDue: nil,
          previousHead: before?.head))
    }
    let kept = writes
    let outcomes = try await store.transaction { try $0.commit(writing: kept) }
    guard outcomes.allSatisfy({ $0 == .written }) else { throw CaseFailure.contention }
  }
}

extension CaseRecord {
  /// The same without a due instant: its time is virtual, and no worker may fire its timers or send its messages.
  fileprivate var withoutAlarm: CaseRecord {
    var record = self
    record.nextDue = nil
    return record
  }
}
