import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct LinkedCaseTests {
  private static let concern = """
    workflow: concern
    title: Concern
    calendar: office
    data:
      found: { type: string, title: Found, initial: "''" }
    parties:
      desk: { title: Desk, staff: true }
    initial: open
    states:
      open:
        on:
          look: { by: [desk], target: checking }
          drop: { by: [desk], target: closed }
      checking:
        entry: [start: { workflow: check, id: audit, with: { subject: "'lorries'" } }]
        on:
          drop: { by: [desk], target: closed }
          done.case.audit: { target: closed, actions: [assign: { found: event.data.result }] }
      closed: { type: final }
    """

  private static let check = """
    workflow: check
    title: Check
    calendar: office
    data:
      subject: { type: string, title: Subject, required: true, max-length: 20 }
    parties:
      desk: { title: Desk, staff: true }
    initial: going
    states:
      going:
        on:
          finish: { by: [desk], target: over }
      over: { type: final, data: { result: "data.subject + ' are fine'" } }
    """

  @Test func `a case opens another one, each knows of the other, and the end of the one moves the other`() async throws
  {
    let scheme = try await Scheme(Self.concern, Self.check)
    let outbox = scheme.linked
    try await scheme.open(of: "concern")
    try await scheme.send("look")
    #expect(try await outbox.deliver() == 1)
    let parent = Scheme.caseID(1)
    let child = try #require(try await scheme.link(of: parent, .child))
    #expect(try await scheme.link(of: child, .parent) == parent)
    #expect(try await scheme.record().states == ["checking"])
    try await scheme.finish(child)
    #expect(try await outbox.deliver() == 1)
    let record = try await scheme.record()
    #expect(record.states == ["closed"])
    #expect(record.document.contains("lorries are fine"))
    #expect(
      try await scheme.journal().told == ["opened concern", "event look", "linked start", "event done.case.audit"])
  }

  @Test func `carried out twice, a start opens one case and a report is heard once`() async throws {
    let scheme = try await Scheme(Self.concern, Self.check)
    let sender = LinkedCaseSender(service: scheme.service)
    try await scheme.open(of: "concern")
    try await scheme.send("look")
    let start = try #require(try await scheme.messages().first)
    try await sender.send(start)
    try await sender.send(start)
    let cases = try await scheme.memory.transaction { try $0.cases(matching: CaseFilter()) }
    #expect(cases.map(\.workflow).sorted() == ["check", "concern"])
    let child = try #require(try await scheme.link(of: Scheme.caseID(1), .child))
    try await scheme.finish(child)
    let report = try #require(try await scheme.memory.transaction { try $0.messages(of: child) }.first)
    try await sender.send(report)
    try await sender.send(report)
    #expect(
      try await scheme.journal().told == ["opened concern", "event look", "linked start", "event done.case.audit"])
  }

  @Test func `a case that has closed meanwhile notes what it hears, and nothing more`() async throws {
    let scheme = try await Scheme(Self.concern, Self.check)
    try await scheme.open(of: "concern")
    try await scheme.send("look")
    _ = try await scheme.linked.deliver()
    let child = try #require(try await scheme.link(of: Scheme.caseID(1), .child))
    try await scheme.send("drop")
    let closedAt = try await scheme.record().closedAt
    try await scheme.pass(.hours(1))
    try await scheme.finish(child)
    #expect(try await scheme.linked.deliver() == 1)
    #expect(try await scheme.journal().told.last == "ignored done.case.audit")
    #expect(try await scheme.record().closedAt == closedAt)
    #expect(try await scheme.linked.deliver() == 0)
  }

  @Test func `a case that has closed tells the case that started it once, whatever it hears later`() async throws {
    let line = { (name: String, starts: String?) in
      let entry = starts.map { "entry: [start: { workflow: \($0), id: next }], " } ?? ""
      return """
        workflow: \(name)
        title: Any
        calendar: office
        parties: { desk: { title: Desk, staff: true } }
        initial: a
        states: { a: { \(entry)on: { finish: { by: [desk], target: z } } }, z: { type: final } }
        """
    }
    let scheme = try await Scheme(line("top", "middle"), line("middle", "bottom"), line("bottom", nil))
    try await scheme.open(of: "top")
    while try await scheme.linked.deliver() > 0 {}
    let middle = try #require(try await scheme.link(of: Scheme.caseID(1), .child))
    let bottom = try #require(try await scheme.link(of: middle, .child))
    for one in [middle, bottom] {
      try await scheme.finish(one)
      while try await scheme.linked.deliver() > 0 {}
    }
    #expect(try await scheme.journal().told == ["opened top", "linked start", "ignored done.case.next"])
  }

  @Test func `nobody but the engine says that a case has closed`() async throws {
    let scheme = try await Scheme(Self.concern, Self.check)
    try await scheme.open(of: "concern")
    try await scheme.send("look")
    for role in ["desk", nil] {
      await #expect(throws: CaseFailure.self) { try await scheme.send("done.case.audit", by: role) }
    }
    #expect(try await scheme.record().states == ["checking"])
  }

  @Test func `a start that its workflow refuses is left to people, and its case says so`() async throws {
    let scheme = try await Scheme(
      Self.concern.replacing("'lorries'", with: "'a subject that is much too long for it'"), Self.check)
    try await scheme.open(of: "concern")
    try await scheme.send("look")
    #expect(try await scheme.linked.deliver() == 1)
    let dead = try await scheme.memory.transaction { try $0.deadLetters(limit: 10) }
    #expect(dead.count == 1)
    #expect(try await scheme.journal().told.last == "parked delivery")
    #expect(try await scheme.record().parked?.contains("the case of check was not opened") == true)
    #expect(try await scheme.record().parked?.contains("much too long") == false)
  }

  @Test func `a workflow that starts itself comes to an end`() async throws {
    let scheme = try await Scheme(
      """
      workflow: mirror
      title: Mirror
      calendar: office
      initial: a
      states:
        a: { entry: [start: { workflow: mirror }], on: { x: b } }
        b: { type: final }
      """)
    try await scheme.open(of: "mirror")
    while try await scheme.linked.deliver() > 0 {}
    let cases = try await scheme.memory.transaction { try $0.cases(matching: CaseFilter()) }
    #expect(cases.count == CaseParent.longestLine + 1)
  }
}

@Suite struct DeadLetterTests {
  @Test func `an item that was given up is told in its case's history, and whoever tries it again too`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...2 {
      try await scheme.open(number)
      try await scheme.send("greet", to: number)
    }
    let bad = try #require(try await scheme.messages(2).first)
    let closed = Post(failing: DeliveryError("there is no such address", isRetryable: false), only: bad.id)
    #expect(try await OutboxService(store: scheme.store, senders: [.message: closed]).deliver() == 2)
    #expect(try await scheme.journal(1).told.last == "event greet")
    #expect(try await scheme.journal(2).told.last == "parked delivery")
    #expect(try await scheme.record(2).parked == "not handed over: there is no such address")
    let entry = try #require(try await scheme.journal(2).last)
    #expect(entry.payload["item"]?.stringValue == bad.id.description)
    #expect(entry.payload["reason"]?.stringValue == "there is no such address")

    let outcomes = try await OutboxService.retry(
      [bad.id, try #require(try await scheme.messages(1).first).id], reason: "corrected",
      by: Actor(role: "desk", name: "Ann"), in: scheme.store)
    #expect(outcomes == [.queued, .sent])
    #expect(try await scheme.journal(1).told.last == "event greet")
    let retried = try #require(try await scheme.journal(2).last)
    #expect(retried.kind == .retried)
    #expect(retried.actor.name == "Ann")
    #expect(retried.payload["reason"]?.stringValue == "corrected")
    #expect(try await scheme.record(2).parked == nil)
    let open = Post()
    #expect(try await OutboxService(store: scheme.store, senders: [.message: open]).deliver() == 1)
    #expect(open.received == [bad.id])
  }

  @Test func `several items of one case that are given up together are each told`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    for _ in 1...3 { try await scheme.send("greet") }
    let closed = Post(failing: DeliveryError("no", isRetryable: false))
    #expect(try await OutboxService(store: scheme.store, senders: [.message: closed]).deliver() == 3)
    #expect(try await scheme.journal().told.filter { $0 == "parked delivery" }.count == 3)
    #expect(try await scheme.memory.transaction { try $0.deadLetters(limit: 10) }.count == 3)
  }
}

extension Scheme {
  fileprivate var linked: OutboxService {
    let sender = LinkedCaseSender(service: service)
    return OutboxService(store: store, senders: [.start: sender, .report: sender])
  }

  fileprivate func finish(_ id: CaseID) async throws {
    _ = try await service.handle(
      CaseRequest(
        caseID: id, eventID: Self.eventID(.random(in: 1_000..<1 << 40)), action: .send(event: "finish", data: nil),
        actor: Actor(role: "desk")))
  }

  /// The case with which another one is linked in a way.
  fileprivate func link(of id: CaseID, _ relation: CaseLink.Relation) async throws -> CaseID? {
    let reader = reader
    return try await memory.transaction { transaction in
      guard let record = try transaction.look(at: [id], for: []).cases.first,
        let bundle = try transaction.bundle(record.version)
      else { return nil }
      return try record.case(reader.workflow(from: bundle)).links.first { $0.relation == relation }?.other
    }
  }
}
