import Casework
import CivilTime
import Engine
import JSON
import MemoryStore
import Testing
import WorkflowFiles

/// A scheme in memory: a store whose clock the test moves, and the services on it.
struct Scheme {
  let memory: MemoryStore
  /// What the services work on: the memory store, or something that stands in front of it.
  let store: any Store
  let reader = LibraryReader()
  let service: CaseService
  let timers: TimerService

  /// Monday morning, in winter: London's time is UTC.
  static let start = Instant(rfc3339: "2026-01-05T09:00:00Z") ?? Instant(seconds: 0)

  init(_ workflows: String..., through year: Int = 2027, behind front: (MemoryStore) -> any Store = { $0 }) async throws
  {
    memory = MemoryStore(now: Self.start)
    store = front(memory)
    let library = Library(reader: reader)
    service = CaseService(store: store, library: library, memory: Self.memory())
    timers = TimerService(store: store, library: library)
    try await memory.transaction { try $0.keepCalendar(named: "office", text: String(year)) }
    for workflow in workflows { try await deploy(workflow) }
  }

  @discardableResult
  func deploy(_ text: String) async throws -> WorkflowDigest {
    let source = WorkflowSource(file: "workflow.yaml", text: text, messages: Self.messages, calendars: ["office"])
    let reading = WorkflowReader.read(source)
    #expect(reading.findings.filter { $0.severity == .error }.isEmpty, "\(reading.findings.map(\.description))")
    let bundle = WorkflowBundle(name: try #require(reading.workflow).name, source: source)
    try await memory.transaction { try $0.deploy(bundle) }
    return bundle.digest
  }

  private static let messages = ["hello", "bye"].map {
    MessageFile(file: "\($0).mustache", name: $0, text: "Subject: \($0)\n\nTo be read by {{ due }}.\n")
  }

  /// A memory whose clock stands still between looks, as the store's does.
  static func memory(limit: Int = EngineLimits.rememberedCases) -> CaseMemory {
    CaseMemory(limit: limit, elapsed: { .zero })
  }

  static func caseID(_ number: Int) -> CaseID {
    CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0000 | UInt64(number)))
  }

  static func eventID(_ number: Int) -> EventID {
    EventID(UniqueID(high: 0x1_7000, low: 0x8000_0000_0000_0000 | UInt64(number)))
  }

  @discardableResult
  func open(_ number: Int = 1, of workflow: String = "parcel", data: JSONObject = [:]) async throws -> CaseRecord {
    try await service.handle(
      CaseRequest(
        caseID: Self.caseID(number), eventID: Self.eventID(number), action: .open(workflow: workflow, data: data),
        actor: Actor(role: "buyer"))
    ).record
  }

  @discardableResult
  func send(
    _ event: String, to number: Int = 1, by role: String? = "desk", data: JSONValue? = nil,
    id: Int = .random(in: 1_000..<1 << 40)
  ) async throws -> CaseAnswer {
    try await service.handle(request(event, to: number, by: role, data: data, id: id))
  }

  func request(
    _ event: String, to number: Int = 1, by role: String? = "desk", data: JSONValue? = nil, id: Int
  ) -> CaseRequest {
    CaseRequest(
      caseID: Self.caseID(number), eventID: Self.eventID(id), action: .send(event: event, data: data),
      actor: Actor(role: role))
  }

  func ask(_ action: CaseRequest.Action, of number: Int = 1) async throws {
    _ = try await service.handle(
      CaseRequest(
        caseID: Self.caseID(number), eventID: Self.eventID(.random(in: 1_000..<1 << 40)), action: action,
        actor: Actor(role: "desk")))
  }

  /// Moves the clock and fires whatever is due, until nothing is.
  func pass(_ time: Duration) async throws {
    memory.now = memory.now.advanced(by: time)
    while try await timers.fireDue() > 0 {}
  }

  func record(_ number: Int = 1) async throws -> CaseRecord {
    let id = Self.caseID(number)
    return try #require(try await memory.transaction { try $0.look(at: [id], for: []).cases.first })
  }

  func journal(_ number: Int = 1) async throws -> [JournalEntry] {
    let id = Self.caseID(number)
    return try await memory.transaction { try $0.journal(of: id) }
  }

  func messages(_ number: Int = 1) async throws -> [OutboxItem] {
    let id = Self.caseID(number)
    return try await memory.transaction { try $0.messages(of: id) }
  }
}

extension [JournalEntry] {
  /// The history in short: each line's kind and name.
  var told: [String] { map { "\($0.kind.rawValue) \($0.name)" } }
}

extension Duration {
  static func hours(_ hours: Int) -> Duration { .seconds(hours * 3_600) }
}

extension Instant {
  static func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }
}
