import Casework
import CivilTime
import Engine
import Foundation
import JSON
import PostgresStore
import TestKit
import WorkflowFiles

@testable import recourse

/// A case team at work on a database whose clock the test moves: the services that the program runs on, and a postman
/// who only counts.
struct CaseTeam {
  let store: PostgresStore
  private let service: CaseService
  private let worker: (timers: TimerService, outbox: OutboxService)
  private let zone = ZoneRules.named("Europe/London")!
  /// By the short names that the script gives them.
  private(set) var cases: [(name: String, id: CaseID)] = []

  static let workflows = Checkout.root.appending(path: "Workflows").path

  /// Sets up shop: the shipped workflows, the example contacts, and a clock at an hour of the past.
  init(on store: PostgresStore, at hour: String) async throws {
    self.store = store
    let library = Library(reader: FileDefinitionReader())
    service = CaseService(store: store, library: library)
    let linked = LinkedCaseSender(service: service)
    worker = (
      TimerService(store: store, library: library),
      OutboxService(store: store, senders: [.message: Postman(), .start: linked, .report: linked])
    )
    try await store.moveClock(to: instant(hour))
    for folder in try FileManager.default.contentsOfDirectory(atPath: Self.workflows).sorted()
    where FileManager.default.fileExists(atPath: "\(Self.workflows)/\(folder)/workflow.yaml") {
      try await deploy("\(Self.workflows)/\(folder)")
    }
    let contacts = try RegisterReading.contacts(
      in: Self.workflows + "/supply-chain-concern/examples/contacts.csv")
    try await store.transaction { _ = try $0.importContacts(contacts) }
  }

  func deploy(_ path: String) async throws {
    _ = try await Deployment(path: path).deploy(to: store)
  }

  // MARK: - Time

  /// Lets time pass until an hour in London, and on the way everything happen that falls due, each at its time.
  func wait(until hour: String) async throws {
    let end = instant(hour)
    while true {
      let open = try await store.transaction { try $0.cases(matching: CaseFilter(limit: EngineLimits.listedCases)) }
      guard let due = open.compactMap(\.nextDue).min(), due <= end else { break }
      if try await store.clock().now < due { try await store.moveClock(to: due) }
      try await work()
    }
    try await store.moveClock(to: end)
    try await work()
  }

  private func work() async throws {
    while try await worker.timers.fireDue() > 0 {}
    while try await worker.outbox.deliver() > 0 {}
  }

  /// Such as `2026-03-30 09:15`, by London's clocks.
  private func instant(_ hour: String) -> Instant {
    let parts = hour.split(separator: " ")
    guard parts.count == 2, let date = CivilDate(iso8601: String(parts[0])), let time = TimeOfDay(String(parts[1]))
    else { preconditionFailure("an hour is written as 2026-03-30 09:15") }
    return zone.instant(of: date, secondOfDay: time.secondsFromMidnight)
  }

  // MARK: - Work

  /// Opens a case as one of the examples, with some fields otherwise.
  mutating func open(
    _ name: String, _ example: String, by actor: Actor = Actor(role: "supplier"), _ other: JSONObject = JSONObject()
  ) async throws {
    let path = "\(Self.workflows)/\(example.replacing("/", with: "/examples/")).yaml"
    var (workflow, data) = try OpeningData.readFile(path)
    for (field, value) in other { data[field] = value }
    let id = CaseID(try identity())
    cases.append((name, id))
    try await handle(id, .open(workflow: workflow ?? "", data: data), actor)
  }

  /// Gives the case that another one has started a name of its own.
  mutating func name(_ name: String, startedBy other: String) async throws {
    let (parent, library) = (id(other), Library(reader: FileDefinitionReader()))
    let child = try await store.transaction { transaction in
      try CaseSight(of: parent, library, transaction).case.links.first { $0.relation == .child }?.other
    }
    guard let child else { preconditionFailure("\(other) has started no case") }
    cases.append((name, child))
  }

  func send(
    _ name: String, _ event: String, by role: String, _ person: String? = nil, _ data: JSONObject? = nil
  ) async throws {
    try await handle(
      id(name), .send(event: event, data: data.map(JSONValue.object)), Actor(role: role, name: person))
  }

  /// What staff do with any case.
  func act(_ name: String, _ act: CaseAct, by role: String = "case-manager", _ person: String) async throws {
    try await handle(id(name), .act(act), Actor(role: role, name: person))
  }

  func pause(_ name: String, _ reason: String, by person: String) async throws {
    try await handle(id(name), .pause(reason: reason), Actor(role: "case-manager", name: person))
  }

  func resume(_ name: String, by person: String) async throws {
    try await handle(id(name), .resume, Actor(role: "case-manager", name: person))
  }

  func id(_ name: String) -> CaseID {
    guard let found = cases.first(where: { $0.name == name }) else { preconditionFailure("no case \(name)") }
    return found.id
  }

  func name(of id: CaseID) -> String { cases.first { $0.id == id }?.name ?? "another" }

  private func handle(_ id: CaseID, _ action: CaseRequest.Action, _ actor: Actor) async throws {
    let request = CaseRequest(caseID: id, eventID: EventID(try identity()), action: action, actor: actor)
    _ = try await service.handle(request)
    try await work()
  }

  private func identity() throws -> UniqueID {
    var generator = SystemRandomNumberGenerator()
    return UniqueID(at: instant("2026-01-01 00:00"), random: (generator.next(), generator.next()))
  }

  // MARK: - What became of it

  /// The diary of all cases: what happened in each, when, and whom it was told.
  func diary() async throws -> [String] {
    let cases = cases
    let zone = zone
    return try await store.transaction { transaction in
      let names = Dictionary(uniqueKeysWithValues: cases.map { ($0.id, $0.name) })
      let look = try transaction.look(at: cases.map(\.id), for: [])
      return try cases.flatMap { name, id in
        guard let record = look.cases.first(where: { $0.id == id }) else { return [String]() }
        return Diary(
          name: name, record: record, journal: try transaction.journal(of: id),
          messages: try transaction.messages(of: id), names: names, zone: zone
        ).lines
      }
    }
  }

  /// Takes every message and keeps none: the store remembers what was handed over.
  private struct Postman: Sender {
    func send(_ item: OutboxItem) async throws(DeliveryError) {}
  }
}
