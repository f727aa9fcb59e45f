package import Casework
package import CivilTime
package import Engine
import JSON
import TestKit
import WorkingTime

/// One case in a store, and people who do anything with it that they may: the same seed does the same things.
package struct Life {
  package let store: any Store
  package let library: Library
  package let caseID: CaseID
  let service: CaseService
  let timers: TimerService
  let calendars: CalendarService
  let desk: TimerDesk
  /// Sets what the store's clock shows, and lets it stand there.
  private let setClock: @Sendable (Instant) async throws -> Void
  var dice: SplitMix
  package private(set) var now: Instant
  /// The case's document after each revision that was there to be seen.
  package private(set) var documents: [Int: String] = [:]
  /// How many things were done, and not refused.
  package internal(set) var deeds = 0
  var madeEvents: UInt64 = 0

  /// Opens a case of a shipped workflow in a store of its own.
  package init(
    of workflow: String, seed: UInt64, in store: any Store, setClock: @escaping @Sendable (Instant) async throws -> Void
  ) async throws {
    let reader = ShippedScheme.Reader()
    self.store = store
    self.setClock = setClock
    library = Library(reader: reader)
    service = CaseService(store: store, library: library)
    timers = TimerService(store: store, library: library)
    calendars = CalendarService(store: store, reader: reader)
    desk = TimerDesk(store: store, library: library)
    dice = SplitMix(state: seed)
    caseID = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0000 | seed))
    now = Instant(seconds: 1_772_445_600).advanced(
      by: .microseconds(Int64.random(in: 0...500_000_000_000, using: &dice)))
    try await setClock(now)
    let (bundle, texts, contacts) = (
      try ShippedScheme.bundle(of: workflow), try ShippedScheme.calendarTexts, Self.contacts
    )
    try await store.transaction { transaction in
      for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
        try transaction.keepCalendar(named: name, text: text)
      }
      try transaction.deploy(bundle)
      try transaction.importContacts(contacts)
    }
    _ = try await ask(.open(workflow: workflow, data: try ShippedScheme.example(of: workflow)), Actor(role: "supplier"))
  }

  /// The people of the department that the examples name, one of whom stands in for another.
  static let contacts = ["Cabinet Office", "Ministry of Justice"].flatMap { organisation in
    ["contract-manager", "commercial-director", "senior-owner", "authority-contact"].map { role in
      Contact(
        organisation: organisation, role: role, name: "The \(role)", email: address(role, organisation),
        deputy: role == "contract-manager" ? address("senior-owner", organisation) : nil)
    }
  }

  static func address(_ role: String, _ organisation: String) -> String {
    "\(role)@\(organisation.lowercased().split(separator: " ").joined(separator: "-")).example"
  }

  // MARK: - What is there

  package func record() async throws -> CaseRecord {
    let id = caseID
    guard let record = try await store.transaction({ try $0.look(at: [id], for: []).cases.first }) else {
      throw CaseFailure.unknownCase
    }
    return record
  }

  package func journal() async throws -> [JournalEntry] {
    let id = caseID
    return try await store.transaction { try $0.journal(of: id) }
  }

  package func messages() async throws -> [OutboxItem] {
    let id = caseID
    return try await store.transaction { try $0.messages(of: id) }
  }

  /// The case, its workflow, and what is known of the world.
  package func standing() async throws -> (case: Case, workflow: Workflow, facts: Facts) {
    let (id, library) = (caseID, library)
    return try await store.transaction { transaction in
      let look = try transaction.look(at: [id], for: [])
      guard let record = look.cases.first else { throw CaseFailure.unknownCase }
      let workflow = try library.workflow(record.version, transaction)
      return (try record.case(workflow), workflow, try library.facts(for: workflow, look, transaction))
    }
  }

  // MARK: - What happens

  /// Lets the clock show an instant, and fires what is due by then.
  package mutating func move(to instant: Instant) async throws {
    now = max(now, instant.keptAsDue)
    try await setClock(now)
    while try await timers.fireDue() > 0 {}
    try await notice()
  }

  /// Moves to the next timer's instant; false where none runs.
  package mutating func awaitNextTimer() async throws -> Bool {
    guard let due = try await record().nextDue else { return false }
    try await move(to: due)
    return true
  }

  /// Asks something of the case; false where it was refused.
  mutating func ask(_ action: CaseRequest.Action, _ actor: Actor) async throws -> Bool {
    madeEvents += 1
    let request = CaseRequest(
      caseID: caseID, eventID: EventID(UniqueID(high: 0x1_7000, low: 0x8000_0000_0000_0000 | madeEvents)),
      action: action, actor: actor)
    do {
      _ = try await service.handle(request)
    } catch is CaseFailure {
      try await notice()
      return false
    }
    try await notice()
    return true
  }

  mutating func notice() async throws {
    guard let record = try? await record() else { return }
    documents[record.revision] = record.document
  }
}
