import Casework
import JSON
import Testing

@Suite struct ActTests {
  static let desk = """
    data: { merged_into: { type: string }, outcome: { type: string, one-of: [done, merged] } }
    parties: { desk: { title: Desk, staff: true }, buyer: { title: Buyer } }
    reopen: { target: a, by: [desk] }
    initial: open
    states:
      open:
        initial: a
        exit: [assign: { merged_into: "'left'" }]
        states:
          a:
            owner: desk
            within: 10 working days
            remind: [5 working days]
            otherwise: b
            on: { end: { by: [desk, buyer], target: closed } }
          b: { on: { end: { by: [desk], target: closed } } }
      closed: { type: final }
    """

  private static let other = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0009))

  @Test func `a case is given to somebody, handed on and given back, and the history says why`() throws {
    var play = try Play(Self.desk)
    try play.act(.assign(CaseAssignment(to: "okafor", where: .nobodys)))
    #expect(play.simulation.case.assignee == "okafor")
    #expect(play.refusal(of: .assign(CaseAssignment(to: "lee", where: .nobodys)))?.contains("somebody else") == true)
    try play.act(.assign(CaseAssignment(to: "lee", where: .of("Okafor"), reason: "leave")))
    #expect(play.entries.map(\.kind) == [.assigned])
    #expect(play.entries.first?.input == ["to": "lee", "reason": "leave"])
    try play.act(.assign(CaseAssignment(to: nil)))
    #expect(play.simulation.case.assignee == nil)
  }

  @Test func `acts are for the scheme's own people`() throws {
    var play = try Play(Self.desk)
    let acts: [CaseAct] = [
      .assign(CaseAssignment(to: "x")), .merge(into: Self.other),
      .declareInterest(person: "x", reason: "y"), .link(to: Self.other, .related),
    ]
    for act in acts { #expect(play.refusal(of: act, as: "buyer")?.contains("it is for desk") == true) }
    #expect(play.simulation.case.revision == 1)
  }

  @Test func `whoever has to do with a case may add a remark to it, and nobody else`() throws {
    var play = try Play(Self.desk)
    #expect(play.refusal(of: .note("x", isDisclosable: false), as: "buyer") == nil)
    #expect(play.refusal(of: .note("x", isDisclosable: false), as: "stranger")?.contains("it is for") == true)
    #expect(play.simulation.case.revision == 2)
  }

  @Test func `a note and a document change nothing of the case but its history, even once it is closed`() throws {
    var play = try Play(Self.desk)
    try play.send("end")
    let before = play.simulation.case
    try play.act(.note("They rang.\nTwice.", isDisclosable: true))
    #expect(play.entries.first?.input == ["text": "They rang.\nTwice.", "disclosable": true])
    let scan = Attachment(
      name: "scan.pdf", mediaType: "application/pdf", size: 3, sha256: String(repeating: "a", count: 64),
      isDisclosable: false)
    try play.act(.attach(scan))
    #expect(play.entries.first.flatMap { Attachment(json: $0.input) } == scan)
    var after = play.simulation.case
    after.revision = before.revision
    #expect(after == before)
    #expect(play.refusal(of: .note(" ", isDisclosable: false)) == "text is required")
    #expect(play.refusal(of: .note("\u{1B}[2J", isDisclosable: false))?.contains("control characters") == true)
  }

  @Test func `whoever declares an interest loses the case and is barred from it until somebody else lifts the bar`()
    throws
  {
    var play = try Play(Self.desk)
    try play.act(.assign(CaseAssignment(to: "okafor")))
    try play.act(.declareInterest(person: "okafor", reason: "a cousin works there"))
    #expect(play.simulation.case.assignee == nil)
    #expect(play.entries.first?.payload["unassigned"] == true)
    #expect(play.refusal(of: .assign(CaseAssignment(to: " Okafor ")), by: "lee")?.contains("declared interest") == true)
    #expect(play.refusal(of: "end", in: "desk", by: "okafor")?.contains("declared interest") == true)
    #expect(throws: Simulation.Refusal.self) { try play.pause(by: "okafor") }
    #expect(try play.reread() == play.simulation.case)
    let lift = CaseAct.withdrawInterest(person: "okafor", reason: "she left the firm")
    #expect(play.refusal(of: lift) != nil)
    #expect(play.refusal(of: lift, by: nil)?.contains("--as") == true)
    try play.act(lift, by: "lee")
    #expect(play.refusal(of: "end", in: "desk", by: "okafor") == nil)
    #expect(play.states == ["closed"])
  }

  @Test func `a link names another case once, and never the case itself`() throws {
    var play = try Play(Self.desk)
    try play.act(.link(to: Self.other, .related))
    #expect(play.refusal(of: .link(to: Self.other, .related)) == "the cases are linked like that already")
    #expect(play.refusal(of: .link(to: Play.id, .related))?.contains("itself") == true)
    #expect(play.simulation.case.links == [CaseLink(Self.other, .related)])
    #expect(try play.reread() == play.simulation.case)
    for relation in CaseLink.Relation.allCases { #expect(relation.inverse.inverse == relation) }
  }

  @Test func `a merged case is closed with its timers stopped and its exit actions done, and stays closed`() throws {
    var play = try Play(Self.desk)
    try play.act(.merge(into: Self.other))
    #expect(play.entries.map(\.kind) == [.merged])
    #expect(play.simulation.case.closedAt != nil)
    #expect(play.simulation.case.mergedInto == Self.other)
    #expect(try play.timers.isEmpty)
    #expect(play.states == ["a"])
    #expect(play["outcome"] == "merged")
    #expect(play["merged_into"] == "left")
    #expect(play.refusal(of: .merge(into: Self.other)) == "the case is closed")
    #expect(play.refusal(of: .reopen(reason: "why not"))?.contains("merged into another one") == true)
    #expect(play.refusal(of: .link(to: Play.id.next, .mergedFrom))?.contains("use that one") == true)
    #expect(try play.reread() == play.simulation.case)
  }

  @Test func `a workflow that says what a merger does is asked first`() throws {
    var play = try Play(
      """
      data: { earlier: { type: string } }
      parties: { desk: { title: Desk, staff: true }, boss: { title: Boss, staff: true } }
      initial: a
      states:
        a: { on: { merge: { by: [boss], form: [earlier], target: merged } } }
        merged: { type: final, entry: [notify: { to: desk, template: hello }] }
      """)
    #expect(play.refusal(of: .merge(into: Self.other))?.contains("it is for boss") == true)
    try play.act(.merge(into: Self.other), as: "boss")
    #expect(play.states == ["merged"])
    #expect(play.messages.map(\.template) == ["hello"])
    #expect(play["earlier"] == .string(CaseReference(of: Self.other).description))
  }

  @Test func `a closed case is taken up again where the workflow says, as if it came there anew`() throws {
    var play = try Play(Self.desk)
    #expect(play.refusal(of: .reopen(reason: "new evidence")) == "the case is open; there is nothing to reopen")
    try play.send("end")
    try play.at("2026-03-09T10:00:00Z")
    #expect(play.refusal(of: .reopen(reason: "new evidence"), as: "buyer")?.contains("it is for desk") == true)
    try play.act(.reopen(reason: "new evidence"))
    #expect(play.entries.map(\.kind) == [.reopened])
    #expect(play.states == ["a"])
    #expect(play["merged_into"] == "left")
    #expect(play.simulation.case.closedAt == nil)
    #expect(play.simulation.case.reopenings == 1)
    #expect(try play.timers == ["a.remind.1 2026-03-16T17:00:00Z", "a.within 2026-03-23T17:00:00Z"])
    #expect(try play.reread() == play.simulation.case)
    try play.send("end")
    try play.act(.reopen(reason: "more evidence"))
    #expect(play.simulation.case.reopenings == 2)
  }

  @Test func `where a workflow says nothing of reopening, a closed case stays closed, with a remedy`() throws {
    var play = try Play(
      "parties: { desk: { title: D, staff: true } }\nstates: { a: { on: { end: { by: [desk], target: z } } }, z: { type: final } }"
    )
    try play.send("end")
    #expect(play.refusal(of: .reopen(reason: "x"))?.contains("open a new case and link it") == true)
  }
}

extension CaseID {
  fileprivate var next: CaseID { CaseID(UniqueID(high: id.high, low: id.low + 100)) }
}
