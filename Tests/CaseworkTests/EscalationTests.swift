import Casework
import CivilTime
import JSON
import Testing

@Suite struct EscalationTests {
  private let sketch = """
    complained-of: data.complained_of
    form: [office, contract, complained_of]
    data:
      office: { type: string, directory: organisation }
      contract: { type: string }
      complained_of: { type: string }
      asked: { type: string, initial: "''" }
      left: { type: string, initial: "''" }
    parties:
      manager: { title: Manager, directory: manager, of: data.office, contract: data.contract }
      director: { title: Director, directory: director, of: data.office }
      owner: { title: Owner, directory: owner, of: data.office }
      desk: { title: Desk, staff: true }
    initial: start
    states:
      start:
        owner: desk
        on: { go: { by: [desk], target: with-manager } }
      with-manager:
        owner: manager
        entry: [assign: { asked: "data.asked + 'm'" }, notify: { to: manager, template: hello }]
        exit: [assign: { left: "data.left + 'm'" }]
        within: 5 working days
        remind: [3 working days]
        otherwise: with-director
      with-director:
        owner: director
        entry: [assign: { asked: "data.asked + 'd'" }, notify: { to: director, template: hello }]
        within: 5 working days
        otherwise: with-owner
      with-owner:
        owner: owner
        skip-empty: false
        entry: [notify: { to: owner, template: hello }]
        within: 5 working days
        otherwise: review
      review:
        owner: desk
        on:
          ask: { by: [desk], actions: [notify: { to: director, template: hello }] }
          note: { by: [desk] }
    """

  private func contact(_ role: String, _ name: String? = nil) -> Contact {
    let name = name ?? "The \(role)"
    return Contact(
      organisation: "post office", role: role, name: name,
      email: name.lowercased().split(separator: " ").joined(separator: ".") + "@post.example")
  }

  private func play(_ contacts: [Contact], _ data: JSONObject = [:]) throws -> Play {
    var data = data
    data["office"] = "Post Office"
    return try Play(sketch, data: data, contacts: contacts)
  }

  @Test func `a rung that nobody answers for is skipped at once, undone, and the history says why`() throws {
    var play = try play([contact("director")])
    try play.send("go")
    #expect(play.states == ["with-director"])
    #expect(play["asked"] == "d")
    #expect(play["left"] == "")
    #expect(play.messages.map(\.party) == ["director"])
    #expect(try play.timers == ["with-director.within 2026-03-09T17:00:00Z"])
    #expect(
      play.entries.first?.payload["skipped"] == [
        ["state": "with-manager", "why": "Manager: nobody is registered as manager of Post Office"]
      ])
  }

  @Test func `several empty rungs are skipped in one step, and one that may not be parks the case`() throws {
    var play = try play([])
    try play.send("go")
    #expect(play.states == ["with-owner"])
    #expect(play.entries.first?.payload["skipped"]?.arrayValue?.count == 2)
    #expect(play.messages.map(\.template) == ["hello", "parked"])
    #expect(play.messages.map(\.recipient.recipient) == [.nobody, .queue(party: "desk")])
    let reason = "nobody can be asked as Owner: Owner: nobody is registered as owner of Post Office"
    #expect(play.simulation.case.parked == reason)
    #expect(play.entries.first?.payload["parked"] == .string(reason))
    try play.at("2026-03-10T10:00:00Z")
    #expect(play.states == ["review"])
    #expect(play.messages.isEmpty, "the team is told once")
    #expect(play.simulation.case.parked == reason)
    try play.send("note")
    #expect(play.simulation.case.parked == nil, "somebody has looked")
  }

  @Test func `a rung stays where somebody answers for it, and is skipped when nobody does any more`() throws {
    var play = try play([contact("manager"), contact("director")])
    try play.send("go")
    #expect(play.states == ["with-manager"])
    play.register([])
    try play.at("2026-03-09T17:00:00Z")
    #expect(play.states == ["with-owner"])
    #expect(play["left"] == "m")
  }

  @Test(arguments: [
    "the.director@post.example", "The Director", "director, the", "Sir The DIRECTOR <the.director@post.example>",
    "It is the director, I think",
  ])
  func `nobody is escalated to the person complained of`(_ words: String) throws {
    var play = try play([contact("director"), contact("owner")], ["complained_of": .string(words)])
    try play.send("go")
    #expect(play.states == ["with-owner"])
    let told = JSONValue.object(try #require(play.entries.first).payload).serialized()
    #expect(told.contains("Director: whoever is registered is the person complained of"))
    #expect(!told.lowercased().contains("the director"))
  }

  @Test(arguments: ["", "somebody else", "director@post.example"])
  func `others are asked as ever`(_ words: String) throws {
    var play = try play([contact("director")], words.isEmpty ? [:] : ["complained_of": .string(words)])
    try play.send("go")
    #expect(play.states == ["with-director"])
  }

  @Test func `who let a deadline pass is not asked again under another role until a person decides so`() throws {
    var play = try play([contact("manager", "Mia"), contact("director", "Mia"), contact("owner", "Ola")])
    try play.send("go")
    try play.at("2026-03-09T17:00:00Z")
    #expect(play.states == ["with-owner"])
    let last = try #require(play.entries.last)
    #expect(last.payload["skipped"]?[0]?["why"] == "Director: Mia let the deadline pass as Manager")
    try play.at("2026-03-16T17:00:00Z")
    #expect(play.states == ["review"])
    try play.send("ask")
    #expect(play.messages.first?.recipient.party == "director")
  }

  @Test func `whoever was asked is remembered, also where somebody else has the post when the deadline passes`() throws
  {
    var play = try play([contact("manager", "Mia"), contact("director", "Mia"), contact("owner", "Ola")])
    try play.send("go")
    play.register([contact("manager", "Max"), contact("director", "Mia"), contact("owner", "Ola")])
    try play.at("2026-03-09T17:00:00Z")
    #expect(play.states == ["with-owner"])
  }

  @Test func `a contact for one contract comes before the organisation's, and answers for no other`() throws {
    var own = contact("manager", "Cora")
    own.contract = "PO 17"
    var play = try play([contact("manager"), own], ["contract": "po-17"])
    try play.send("go")
    #expect(play.messages.first?.recipient.recipient == .person(name: "Cora", email: "cora@post.example"))
    var other = try self.play([own], ["contract": "PO-18"])
    try other.send("go")
    #expect(other.states == ["with-owner"])
  }
}
