import Casework
import CivilTime
import Engine
import Foundation
import JSON
import PostgresStore
import Registers

/// Fills a database whose clock can be moved with organisations, contacts and cases: the clock is set back, and the
/// engine itself runs what people did and what silence did until it is now.
struct Demonstration {
  let store: PostgresStore
  let examples: URL
  let service: CaseService
  let timers: TimerService
  private var cases: [String: CaseID] = [:]

  init(store: PostgresStore, examples: URL) {
    self.store = store
    self.examples = examples
    let library = Library(reader: FileDefinitionReader())
    service = CaseService(store: store, library: library)
    timers = TimerService(store: store, library: library)
  }

  /// Runs the demonstration once; a database that has cases already is left as it is.
  ///
  /// - Returns: whether it was run.
  mutating func run() async throws -> Bool {
    let existing = try await store.transaction { try $0.cases(matching: CaseFilter(includesClosed: true, limit: 1)) }
    guard existing.isEmpty else { return false }
    try await importRegisters()
    let now = try await store.clock().now
    try await store.moveClock(to: Self.noon(daysAgo: DemoScript.acts[0].daysAgo + 1, before: now))
    for act in DemoScript.acts {
      try await live(until: Self.noon(daysAgo: act.daysAgo, before: now))
      try await perform(act.step)
    }
    try await live(until: now)
    // What the loading itself took: from here on the clock shows the right time.
    try await store.moveClock(by: max(.zero, .zero - store.clock().movedBy))
    return true
  }

  private func importRegisters() async throws {
    let organisations = try RegisterReading.organisations(in: examples.appending(path: "organisations.csv").path)
    let contacts = try RegisterReading.contacts(in: examples.appending(path: "contacts.csv").path)
    try await store.transaction { transaction in
      _ = try transaction.importOrganisations(organisations)
      _ = try transaction.importContacts(contacts)
    }
  }

  /// Lets time pass: each timer that falls due on the way fires at its own instant.
  private func live(until target: Instant) async throws {
    while true {
      let next = try await store.transaction { try $0.cases(matching: CaseFilter(limit: 1)) }.first?.nextDue
      guard let next, next <= target else { break }
      if try await store.clock().now < next { try await store.moveClock(to: next) }
      guard try await timers.fireDue() > 0 else { break }
    }
    if try await store.clock().now < target { try await store.moveClock(to: target) }
  }

  private mutating func perform(_ step: DemoScript.Step) async throws {
    switch step {
    case .open(let example, let nickname):
      var given = try OpeningData.readFile(examples.appending(path: "\(example).yaml").path)
      // The files tell of a day that recedes; a concern must be younger than two years to be taken up.
      given.data["happened_on"] = .string(Self.day(beforeNow: 90, try await store.clock().now))
      let eventID = try RequestIdentity.event(nil)
      let id = RequestIdentity.caseID(for: eventID)
      cases[nickname] = id
      _ = try await service.handle(
        CaseRequest(
          caseID: id, eventID: eventID,
          action: .open(workflow: given.workflow ?? "supply-chain-concern", data: given.data),
          actor: Actor(role: "supplier")))
    case .send(let event, let nickname, let role, let data):
      try await ask(.send(event: event, data: data.isEmpty ? nil : .object(data)), of: nickname, as: role)
    case .pause(let nickname, let reason): try await ask(.pause(reason: reason), of: nickname, as: "case-manager")
    }
  }

  private func ask(_ action: CaseRequest.Action, of nickname: String, as role: String) async throws {
    guard let id = cases[nickname] else { preconditionFailure("the script opens \(nickname) first") }
    _ = try await service.handle(
      CaseRequest(caseID: id, eventID: try RequestIdentity.event(nil), action: action, actor: Actor(role: role)))
  }

  private static func day(beforeNow days: Int, _ now: Instant) -> String {
    ZoneRules.utc.civil(at: now).date.adding(days: -days).description
  }

  private static func noon(daysAgo: Int, before now: Instant) -> Instant {
    let day = now.seconds - now.seconds % 86_400
    return min(now, Instant(seconds: day - Int64(daysAgo) * 86_400 + 12 * 3_600))
  }
}
