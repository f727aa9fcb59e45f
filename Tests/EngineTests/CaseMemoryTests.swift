import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

@Suite struct CaseMemoryTests {
  /// Counts looks into the store.
  private final class Looks: Sendable {
    private let number = Atomic(0)
    var count: Int { number.load(ordering: .relaxed) }
    func one() { number.add(1, ordering: .relaxed) }
  }

  private static func scheme(_ looks: Looks) async throws -> Scheme {
    try await Scheme(Sketches.parcel, behind: { FrontStore(back: $0, beforeLook: { looks.one() }) })
  }

  @Test func `a case that is remembered is stepped without a look, and a new one opened without one`() async throws {
    let looks = Looks()
    let scheme = try await Self.scheme(looks)
    try await scheme.open()
    #expect(looks.count == 1)
    try await scheme.send("greet")
    try await scheme.open(2)
    try await scheme.send("greet", to: 2)
    #expect(looks.count == 1)
    #expect(try await scheme.journal().told == ["opened parcel", "event greet"])
    #expect(try await scheme.journal(2).told == ["opened parcel", "event greet"])
    #expect(try await scheme.messages(2).count == 1)
  }

  @Test func `two services that remember the same case lose no step and make none twice`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let other = CaseService(store: scheme.store, library: Library(reader: scheme.reader), memory: Scheme.memory())
    try await scheme.open()
    for number in 0..<6 {
      let service = number.isMultiple(of: 2) ? scheme.service : other
      let request = scheme.request("greet", id: 2_000 + number)
      #expect(try await service.handle(request).isRepetition == false)
      // The same again, from whoever remembers less.
      let again = number.isMultiple(of: 2) ? other : scheme.service
      #expect(try await again.handle(request).isRepetition)
    }
    let journal = try await scheme.journal()
    #expect(journal.map(\.revision) == Array(1...7))
    #expect(Set(journal.map(\.eventID)).count == 7)
  }

  @Test func `many requests to two services at once all have their effect, once`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let other = CaseService(store: scheme.store, library: Library(reader: scheme.reader), memory: Scheme.memory())
    for number in 1...5 { try await scheme.open(number) }
    let queues = [CaseQueue(service: scheme.service), CaseQueue(service: other)]
    try await withThrowingTaskGroup { group in
      for number in 1...5 {
        for (place, queue) in queues.enumerated() {
          group.addTask {
            for event in 0..<8 {
              let request = scheme.request("greet", to: number, id: 5_000 + number * 100 + place * 10 + event)
              var isDone = false
              while !isDone {
                do {
                  _ = try await queue.handle(request)
                  isDone = true
                } catch CaseFailure.contention {}
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    for number in 1...5 { #expect(try await scheme.journal(number).map(\.revision) == Array(1...17)) }
  }

  @Test func `what is remembered never refuses: others may have changed the case`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet")
    let other = CaseService(store: scheme.store, library: Library(reader: scheme.reader), memory: Scheme.memory())
    let paused = CaseRequest(
      caseID: Scheme.caseID(1), eventID: Scheme.eventID(900), action: .pause(reason: "x"), actor: Actor(role: "desk"))
    _ = try? await other.handle(paused)
    let before = try await scheme.record()
    _ = try? await scheme.send("greet")
    let journal = try await scheme.journal()
    #expect(journal.map(\.revision) == Array(1...journal.count))
    #expect(try await scheme.record().revision >= before.revision)
  }

  @Test func `a clock that was moved is seen by the next step`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    scheme.memory.now = scheme.memory.now.advanced(by: .hours(1))
    try await scheme.send("greet")
    #expect(try await scheme.journal().last?.at == .at("2026-01-05T10:00:00Z"))
  }

  @Test func `an import of contacts or calendars is seen by the next step`() async throws {
    let looks = Looks()
    let scheme = try await Self.scheme(looks)
    try await scheme.open()
    let contact = Contact(
      organisation: "Acme", role: "desk", name: "N", email: "n@acme.example", telephone: nil, validFrom: nil,
      validTo: nil)
    _ = try await scheme.memory.transaction { try $0.importContacts([contact]) }
    try await scheme.send("greet")
    #expect(looks.count == 2)
    try await scheme.memory.transaction { try $0.keepCalendar(named: "office", text: "2035") }
    try await scheme.send("greet")
    #expect(looks.count == 3)
    try await scheme.send("greet")
    #expect(looks.count == 3)
    #expect(try await scheme.journal().map(\.revision) == Array(1...4))
  }

  @Test func `a version that was deployed since is the one that a new case uses`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let first = try await scheme.open()
    let digest = try await scheme.deploy(Sketches.parcel.replacing("title: ", with: "title: New "))
    let second = try await scheme.open(2)
    #expect(first.version != digest)
    #expect(second.version == digest)
  }

  @Test func `only so many cases are remembered, those in use among them`() async throws {
    let looks = Looks()
    let scheme = try await Self.scheme(looks)
    let service = CaseService(
      store: scheme.store, library: Library(reader: scheme.reader), memory: Scheme.memory(limit: 4))
    for number in 1...9 { try await scheme.open(number) }
    for number in 1...9 { _ = try await service.handle(scheme.request("greet", to: number, id: 3_000 + number)) }
    let before = looks.count
    _ = try await service.handle(scheme.request("greet", to: 9, id: 3_100))
    #expect(looks.count == before)
    _ = try await service.handle(scheme.request("greet", to: 1, id: 3_101))
    #expect(looks.count == before + 1)
    service.memory.forget()
    _ = try await service.handle(scheme.request("greet", to: 9, id: 3_102))
    #expect(looks.count == before + 2)
  }
}
