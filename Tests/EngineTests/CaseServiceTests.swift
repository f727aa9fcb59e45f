import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

@Suite struct CaseServiceTests {
  @Test func `a case is opened, moves on, and its history tells how`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let opened = try await scheme.open()
    #expect(opened.states == ["waiting"])
    #expect(opened.owner == "desk")
    #expect(try opened.nextDue == .at("2026-01-05T11:00:00Z"))
    let answer = try await scheme.send("answer", data: ["answer": "here"])
    #expect(answer.record.states == ["answered"])
    #expect(answer.record.closedAt == Scheme.start)
    #expect(answer.record.nextDue == nil)
    #expect(try await scheme.journal().told == ["opened parcel", "event answer"])
    #expect(try await scheme.journal().map(\.revision) == [1, 2])
  }

  @Test func `data that don't fit are refused without being quoted, and nothing changes`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    let before = try await scheme.record()
    for wrong: JSONValue in [["answer": "far too long a secret"], ["answer": 7], ["answer": "  "], [:]] {
      let failure = await #expect(throws: CaseFailure.self) { try await scheme.send("answer", data: wrong) }
      #expect(failure?.description.contains("answer") == true)
      #expect(failure?.description.contains("secret") == false)
    }
    #expect(try await scheme.record() == before)
    #expect(try await scheme.journal().count == 1)
    let unknown = await #expect(throws: CaseFailure.self) {
      try await scheme.open(2, data: ["email": 5, "shoe_size": "a secret"])
    }
    #expect(
      unknown?.description == "email must be text; shoe_size is not a field of parcel"
        || unknown?.description == "shoe_size is not a field of parcel; email must be text")
  }

  @Test func `whoever has seen an older state of a case is told so, but a repeated request is answered`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let opened = try await scheme.open()
    func greet(_ id: Int, seen: Int) -> CaseRequest {
      CaseRequest(
        caseID: Scheme.caseID(1), eventID: Scheme.eventID(id), action: .send(event: "greet", data: nil),
        actor: Actor(role: "desk"), seen: seen)
    }
    let answer = try await scheme.service.handle(greet(10, seen: opened.revision))
    #expect(answer.record.revision == opened.revision + 1)
    let failure = await #expect(throws: CaseFailure.self) {
      try await scheme.service.handle(greet(11, seen: opened.revision))
    }
    let revision: Int? = if case .movedOn(let revision)? = failure { revision } else { nil }
    #expect(revision == answer.record.revision)
    #expect(try await scheme.service.handle(greet(10, seen: opened.revision)).isRepetition)
    #expect(try await scheme.record().revision == answer.record.revision)
  }

  @Test func `a role that may not send an event is told whose it is`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    let failure = await #expect(throws: CaseFailure.self) {
      try await scheme.send("answer", by: "buyer", data: ["answer": "mine"])
    }
    #expect(failure?.description == "the role \"buyer\" may not send \"answer\"; it is for desk")
    await #expect(throws: CaseFailure.self) { try await scheme.send("answer", by: nil, data: ["answer": "mine"]) }
    #expect(try await scheme.journal().count == 1)
  }

  @Test func `an event without a use is journalled, and the sender is told what is possible now`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    let failure = await #expect(throws: CaseFailure.self) { try await scheme.send("sing") }
    #expect(
      failure?.description
        == "the case has no use for \"sing\" now; it accepts answer (desk), greet (desk, buyer), ask (desk)")
    #expect(try await scheme.journal().told == ["opened parcel", "ignored sing"])
    #expect(try await scheme.record().states == ["waiting"])
    try await scheme.send("answer", data: ["answer": "here"])
    let late = await #expect(throws: CaseFailure.self) { try await scheme.send("greet") }
    #expect(late?.description == "the case is closed")
    #expect(try await scheme.journal().told.last == "ignored greet")
  }

  @Test func `the same request sent twice has its effect once`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    #expect(try await scheme.send("greet", id: 77).isRepetition == false)
    let again = try await scheme.send("greet", id: 77)
    #expect(again.isRepetition)
    #expect(again.record.revision == 2)
    #expect(try await scheme.messages().count == 1)
    #expect(try await scheme.open().revision == 2)
    #expect(try await scheme.journal().count == 2)
  }

  @Test func `an identifier that was used for another request is refused, and nothing is done`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet", id: 77)
    let failure = await #expect(throws: CaseFailure.self) {
      try await scheme.send("answer", data: ["answer": "here"], id: 77)
    }
    #expect(failure?.description.contains("another request") == true)
    #expect(try await scheme.record().revision == 2)
    let other = await #expect(throws: CaseFailure.self) { try await scheme.open(data: ["email": "b@home.example"]) }
    #expect(other?.description.contains("another request") == true)
  }

  @Test func `only the scheme's own people stop a case's clocks, and they say why`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    for (role, reason) in [("buyer", "stalling"), (nil, "stalling"), ("desk", " ")] {
      await #expect(throws: CaseFailure.self) {
        try await scheme.service.handle(
          CaseRequest(
            caseID: Scheme.caseID(1), eventID: Scheme.eventID(500), action: .pause(reason: reason),
            actor: Actor(role: role)))
      }
    }
    #expect(try await scheme.record().revision == 1)
  }

  @Test func `what a form asks for can't be passed by with data of another shape`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    for data in [JSONValue.integer(5), .null, "x", [1], ["answer": "\u{1B}[1m"], ["answer": "here", "more": 1]] {
      let failure = await #expect(throws: CaseFailure.self) {
        try await scheme.service.handle(
          CaseRequest(
            caseID: Scheme.caseID(1), eventID: Scheme.eventID(501), action: .send(event: "answer", data: data),
            actor: Actor(role: "desk")))
      }
      guard case .rejected(.data) = failure else {
        Issue.record("\(data.kind) was not refused for its data")
        continue
      }
    }
  }

  @Test func `of two requests with one event id in a batch one has its effect and both are answered`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    let answers = try await scheme.service.handle([
      scheme.request("greet", id: 77), scheme.request("greet", id: 77),
    ])
    #expect(try answers.map { try $0.get().isRepetition }.sorted { !$0 && $1 } == [false, true])
    #expect(try await scheme.messages().count == 1)
  }

  @Test func `an unknown case and an unknown workflow are refused with what to do`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let noCase = await #expect(throws: CaseFailure.self) {
      try await scheme.send("answer", to: 9, data: ["answer": "x"])
    }
    #expect(noCase?.description.contains("no such case") == true)
    let noWorkflow = await #expect(throws: CaseFailure.self) { try await scheme.open(of: "letter") }
    #expect(
      noWorkflow?.description == "no workflow \"letter\" is deployed; deploy it with: recourse deploy Workflows/letter")
  }

  @Test func `in a batch one that is refused hinders no other, and each has its own answer`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...4 { try await scheme.open(number) }
    let answers = try await scheme.service.handle([
      scheme.request("answer", to: 1, data: ["answer": "yes"], id: 101),
      scheme.request("answer", to: 2, data: ["answer": "far too long"], id: 102),
      scheme.request("sing", to: 3, id: 103),
      scheme.request("answer", to: 4, by: "buyer", data: ["answer": "yes"], id: 104),
      scheme.request("answer", to: 9, data: ["answer": "yes"], id: 105),
    ])
    #expect(try answers[0].get().record.states == ["answered"])
    for answer in answers.dropFirst() { #expect(throws: CaseFailure.self) { try answer.get() } }
    #expect(try await scheme.record(2).revision == 1)
    #expect(try await scheme.record(3).revision == 2)
    #expect(try await scheme.record(4).revision == 1)
  }

  @Test func `a step that somebody else overtook is decided anew`() async throws {
    let overtakings = Overtakings(once: true)
    let scheme = try await Scheme(Sketches.parcel, behind: { FrontStore(back: $0, beforeCommit: overtakings.overtake) })
    try await scheme.open()
    overtakings.arm(with: try await scheme.record())
    let answer = try await scheme.send("greet")
    #expect(answer.record.revision == 3)
    #expect(try await scheme.journal().told == ["opened parcel", "event overtaking", "event greet"])
    #expect(try await scheme.messages().count == 1)
  }

  @Test func `a step that is overtaken again and again is given back to the sender, with nothing done`() async throws {
    let overtakings = Overtakings(once: false)
    let scheme = try await Scheme(Sketches.parcel, behind: { FrontStore(back: $0, beforeCommit: overtakings.overtake) })
    try await scheme.open()
    overtakings.arm(with: try await scheme.record())
    let failure = await #expect(throws: CaseFailure.self) { try await scheme.send("greet") }
    #expect(failure?.description == "others changed the case at the same moment; send it again")
    // Once upon what was remembered, then each time upon a new look.
    #expect(overtakings.count == 1 + EngineLimits.conflictRetries)
    #expect(try await scheme.messages().isEmpty)
  }

  @Test func `a pause stops the timers, a resumption lets them run on, and neither is taken twice`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.pass(.hours(1))
    try await scheme.ask(.pause(reason: "a holiday"))
    #expect(try await scheme.record().nextDue == .at("2026-01-15T10:00:00Z"))
    await #expect(throws: CaseFailure.self) { try await scheme.ask(.pause(reason: "again")) }
    try await scheme.pass(.hours(48))
    #expect(try await scheme.journal().told == ["opened parcel", "paused pause"])
    try await scheme.ask(.resume)
    #expect(try await scheme.record().nextDue == .at("2026-01-07T11:00:00Z"))
    await #expect(throws: CaseFailure.self) { try await scheme.ask(.resume) }
  }

  @Test func `a pause that everybody forgot ends by itself, and a closed case can't be paused`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.ask(.pause(reason: "a holiday"))
    try await scheme.pass(.hours(24 * 10))
    #expect(try await scheme.journal().told == ["opened parcel", "paused pause", "timer pause"])
    #expect(try await scheme.record().nextDue == .at("2026-01-15T11:00:00Z"))
    try await scheme.send("answer", data: ["answer": "here"])
    await #expect(throws: CaseFailure.self) { try await scheme.ask(.pause(reason: "late")) }
  }

  @Test func `a case that is closed has no timers and no next date`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("answer", data: ["answer": "here"])
    try await scheme.pass(.hours(1_000))
    #expect(try await scheme.journal().count == 2)
    #expect(try await scheme.messages().isEmpty)
  }
}

/// Somebody else who steps the case between another's reading and writing.
private final class Overtakings: Sendable {
  private let once: Bool
  private let state = Mutex<(record: CaseRecord?, count: Int)>((nil, 0))

  init(once: Bool) { self.once = once }

  var count: Int { state.withLock(\.count) }

  func arm(with record: CaseRecord) { state.withLock { $0.record = record } }

  func overtake(_ transaction: any StoreTransaction) throws {
    try state.withLock { state in
      guard let record = state.record, !once || state.count == 0 else { return }
      state.count += 1
      let next = CaseRecord(
        id: record.id, workflow: record.workflow, version: record.version, revision: record.revision + 1,
        states: record.states, owner: record.owner, openedAt: record.openedAt, closedAt: nil, nextDue: record.nextDue,
        document: record.document)
      let entry = JournalEntry(
        revision: next.revision, at: record.openedAt, eventID: Scheme.eventID(500 + state.count), kind: .event,
        name: "overtaking", actor: .engine, due: nil, payload: [:])
      let outcomes = try transaction.write([
        CaseWrite(record: next, entry: entry, outbox: [], previousDue: record.nextDue)
      ])
      #expect(outcomes == [.written])
      state.record = next
    }
  }
}
