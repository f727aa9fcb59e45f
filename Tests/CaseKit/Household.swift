package import Casework
package import CivilTime
package import Engine
import JSON
import Testing
import WorkflowFiles
import WorkingTime

/// A case that starts others, which start others in turn, in a store whose clock the test moves: what is carried between
/// them is carried one by one, in the order in which it waits.
package struct Household {
  package let store: any Store
  package let library: Library
  package let root = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001))
  private let service: CaseService
  private let timers: TimerService
  private let setClock: @Sendable (Instant) async throws -> Void
  private var made: UInt64 = 0
  package private(set) var now = Instant(rfc3339: "2026-03-02T10:00:00Z") ?? Instant(seconds: 0)

  /// Opens a case of the first of some workflows.
  package init(
    of workflows: [String], in store: any Store, setClock: @escaping @Sendable (Instant) async throws -> Void
  ) async throws {
    self.store = store
    self.setClock = setClock
    library = Library(reader: ShippedScheme.Reader())
    service = CaseService(store: store, library: library, memory: CaseMemory(limit: 0))
    timers = TimerService(store: store, library: library)
    try await setClock(now)
    let texts = try ShippedScheme.calendarTexts
    let bundles = try workflows.map { text in
      let source = WorkflowSource(file: "workflow.yaml", text: text, calendars: texts.keys.sorted())
      let reading = WorkflowReader.read(source)
      let problems = reading.findings.filter { $0.severity == .error }.map(\.description)
      return WorkflowBundle(
        name: try #require(reading.workflow, "\(problems.joined(separator: "\n"))\n\(text)").name, source: source)
    }
    try await store.transaction { transaction in
      for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
        try transaction.keepCalendar(named: name, text: text)
      }
      for bundle in bundles { try transaction.deploy(bundle) }
    }
    made += 1
    _ = try await service.handle(
      CaseRequest(
        caseID: root, eventID: Self.event(made), action: .open(workflow: bundles[0].name, data: [:]),
        actor: Actor(role: "desk")))
  }

  private static func event(_ number: UInt64) -> EventID {
    EventID(UniqueID(high: 0x1_7000, low: 0x8000_0000_0000_0000 | number))
  }

  // MARK: What is there

  package func cases() async throws -> [CaseRecord] {
    try await store.transaction { try $0.cases(matching: CaseFilter(includesClosed: true, limit: 500), after: nil) }
  }

  package func record(_ id: CaseID) async throws -> CaseRecord {
    try #require(try await store.transaction { try $0.look(at: [id], for: []).cases.first })
  }

  package func journal(_ id: CaseID) async throws -> [JournalEntry] {
    try await store.transaction { try $0.journal(of: id) }
  }

  package func sight() async throws -> CaseSight {
    let (root, library) = (root, library)
    return try await store.transaction { try CaseSight(of: root, library, $0) }
  }

  /// The same as it stood at an instant.
  package func sight(asOf instant: Instant) async throws -> CaseSight {
    let (root, library) = (root, library)
    return try await store.transaction { transaction in
      try CaseSight(
        past: try PastCase(of: root, at: instant, library, library.reader, transaction), library, transaction)
    }
  }

  // MARK: What happens

  /// Somebody sends something to one of the cases; what it has no use for is no matter.
  package mutating func send(_ event: String, to id: CaseID) async throws {
    made += 1
    let request = CaseRequest(
      caseID: id, eventID: Self.event(made), action: .send(event: event, data: nil), actor: Actor(role: "desk"))
    do {
      _ = try await service.handle(request)
    } catch is CaseFailure {
      return
    }
  }

  package mutating func move(to instant: Instant) async throws {
    now = max(now, instant.keptAsDue)
    try await setClock(now)
  }

  /// Does all that is due now: timers first, and after each thing that is carried.
  package func settle() async throws {
    repeat {
      while try await timers.fireDue() > 0 {}
    } while try await carryOne()
  }

  /// Moves to the next instant at which something falls due, and does it; false where nothing does.
  package mutating func awaitNext() async throws -> Bool {
    guard let due = try await cases().compactMap(\.nextDue).min() else { return false }
    try await move(to: due)
    try await settle()
    return true
  }

  /// Carries what waits longest; false where nothing waits.
  private func carryOne() async throws -> Bool {
    let items = try await store.transaction { try $0.claimOutbox(limit: 1, leaseSeconds: 60) }
    guard let item = items.first else { return false }
    if item.kind == .start || item.kind == .report { try await LinkedCaseSender(service: service).send(item) }
    try await store.transaction { try $0.markSent([item]) }
    return true
  }
}
