package import Casework
package import CivilTime
package import Engine
package import JSON

/// Makes the cases and steps that the contract is tried on.
package enum Sample {
  package static let version = WorkflowDigest(sha256: [UInt8](repeating: 7, count: 32))

  /// Identifiers that sort as they are numbered.
  package static func caseID(_ number: Int) -> CaseID {
    CaseID(UniqueID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number)))
  }

  package static func eventID(_ number: Int) -> EventID {
    EventID(UniqueID(high: 0x0191_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number)))
  }

  package static func message(_ payload: String = "{}") -> OutboxItem.Content {
    OutboxItem.Content(kind: .message, payload: payload)
  }

  package static func itemID(_ number: Int, revision: Int = 1, position: Int = 0) -> OutboxItem.ID {
    OutboxItem.ID(caseID: caseID(number), revision: revision, position: position)
  }

  package static func record(
    _ number: Int, revision: Int = 1, workflow: String = "concern", states: [String] = ["triage"],
    owner: String? = "staff", assignee: String? = nil, parked: String? = nil, openedAt: Instant,
    closedAt: Instant? = nil, due: Instant? = nil,
    version: WorkflowDigest = version, document: String = #"{"data":{}}"#
  ) -> CaseRecord {
    CaseRecord(
      id: caseID(number), workflow: workflow, version: version, revision: revision, states: states, owner: owner,
      assignee: assignee, parked: parked, openedAt: openedAt, closedAt: closedAt, nextDue: due, document: document)
  }

  /// A step to a record, with an event of its own unless one is given.
  package static func write(
    _ record: CaseRecord, event: Int? = nil, at: Instant, kind: JournalEntry.Kind? = nil, previousDue: Instant? = nil,
    outbox: [OutboxItem.Content] = [], payload: JSONObject = ["note": "as told"], timerDue: Instant? = nil,
    after head: [UInt8]? = nil
  ) -> CaseWrite {
    let number = event ?? Int(record.id.id.low & 0xFFFF_FFFF) * 1_000 + record.revision
    let entry = JournalEntry(
      revision: record.revision, at: at, eventID: eventID(number),
      kind: kind ?? (record.revision == 1 ? .opened : .event), name: "step", actor: Actor(role: "staff", name: "m.m"),
      due: timerDue, payload: payload)
    return CaseWrite(record: record, entry: entry, outbox: outbox, previousDue: previousDue, previousHead: head)
  }
}

extension Subject {
  /// The store's clock.
  package func now() async throws -> Instant { try await store.transaction { try $0.look(at: [], for: []).now } }

  package func write(_ writes: [CaseWrite]) async throws -> [WriteOutcome] {
    try await store.transaction { try $0.write(writes) }
  }

  /// Opens cases with consecutive numbers, the first being 1.
  package func open(due: [Instant?], at now: Instant) async throws {
    let writes = due.enumerated().map { number, due in
      Sample.write(Sample.record(number + 1, openedAt: now, due: due), at: now)
    }
    _ = try await write(writes)
  }

  package func record(_ number: Int) async throws -> CaseRecord? {
    try await store.transaction { try $0.look(at: [Sample.caseID(number)], for: []).cases.first }
  }

  package func journal(_ number: Int) async throws -> [JournalEntry] {
    try await store.transaction { try $0.journal(of: Sample.caseID(number)) }
  }

  package func messages(_ number: Int) async throws -> [OutboxItem] {
    try await store.transaction { try $0.messages(of: Sample.caseID(number)) }
  }

  package func claimDue(_ limit: Int = 100) async throws -> [CaseID] {
    try await store.transaction { try $0.claimDue(limit: limit).cases.map(\.id) }
  }

  package func claimOutbox(_ limit: Int = 100, lease: Int = 60) async throws -> [OutboxItem] {
    try await store.transaction { try $0.claimOutbox(limit: limit, leaseSeconds: lease) }
  }
}

extension Instant {
  package func plus(_ seconds: Int) -> Instant { advanced(by: .seconds(seconds)) }
}
