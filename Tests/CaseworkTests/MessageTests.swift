import Casework
import CivilTime
import JSON
import Testing

@Suite struct MessageTests {
  private let sketch = """
    form: [supplier_name, supplier_email, office, on, sum]
    data:
      supplier_name: { type: string }
      supplier_email: { type: string }
      office: { type: string, directory: organisation }
      on: { type: date }
      sum: { type: decimal }
      told: { type: bool, initial: "false" }
      seen: { type: timestamp, initial: "timestamp('2026-07-01T12:30:00Z')" }
      names: { type: list, initial: "['one', 'two']" }
    parties:
      supplier: { title: Supplier, confidential: true, name: data.supplier_name, email: data.supplier_email }
      manager: { title: Manager, directory: manager, of: data.office, otherwise: [director, desk] }
      director: { title: Director, directory: director, of: data.office, otherwise: [manager, desk] }
      lost: { title: Lost, directory: nobody, of: data.office, otherwise: [lost-too] }
      lost-too: { title: Lost too, email: "data.told ? '' : ''" }
      desk: { title: Desk, staff: true }
    initial: a
    states:
      a:
        owner: desk
        within: 3 working days
        otherwise: b
        on:
          write: { by: [desk], actions: [notify: { to: manager, template: letter }] }
          greet: { by: [desk], actions: [notify: { to: supplier, template: hello }] }
          lose: { by: [desk], actions: [notify: { to: lost, template: hello }] }
          allow: { by: [desk], actions: [assign: { told: "true" }] }
          fail:
            by: [desk]
            actions:
              - notify: { to: desk, template: broken }
              - notify: { to: desk, template: hello }
              - assign: { told: "true" }
          with: { by: [desk], actions: [notify: { to: desk, template: given, with: "{'word': 'given'}" }] }
      b: {}
    """

  private let messages = [
    "letter": """
    Subject: About {{ case.reference }}

    {{#data.told}}{{ data.supplier_name }} writes{{/}}{{^data.told}}A supplier writes{{/data.told}}. {{! a comment }}
    On {{ data.on }}, {{ data.sum }} pounds, told: {{ data.told }}, seen {{ data.seen }}, {{ data.names }}.
    Answer by {{ due }}.
    """,
    "broken": "Subject: Broken\n\n{{ 1 / (data.told ? 1 : 0) }}\n",
    "given": "Subject: Given\n\n{{ event.data.word }}\n",
  ]

  private let data: JSONObject = [
    "supplier_name": "Secret Supplies Ltd", "supplier_email": "jo@secret.example", "office": "Post-Office",
    "on": "2026-01-05", "sum": "12.50",
  ]

  private func play(_ contacts: [Contact] = []) throws -> Play {
    try Play(sketch, messages: messages, data: data, contacts: contacts)
  }

  private func contact(_ role: String, until: String? = nil) -> Contact {
    Contact(
      organisation: "post office", role: role, name: "The \(role)", email: "\(role)@post.example",
      validTo: until.flatMap { CivilDate(iso8601: $0) })
  }

  @Test func `a message tells dates, times, sums and lists in words`() throws {
    var play = try play([contact("manager")])
    try play.send("write")
    let message = try #require(play.messages.first)
    #expect(message.subject == "About \(play.simulation.case.reference)")
    #expect(
      message.body.contains(
        """
        On Monday 5 January 2026, 12.50 pounds, told: no, seen 1:30pm on Wednesday 1 July 2026, one, two.
        Answer by Thursday 5 March 2026.
        """), "\(message.body)")
    #expect(!message.body.contains("comment"))
  }

  @Test func `a confidential name stands only where consent lets it`() throws {
    var play = try play([contact("manager")])
    try play.send("write")
    #expect(play.messages.first?.body.contains("A supplier writes.") == true)
    #expect(play.messages.first?.body.contains("Secret") == false)
    try play.send("allow")
    try play.send("write")
    #expect(play.messages.first?.body.contains("Secret Supplies Ltd writes.") == true)
  }

  @Test func `whoever is registered gets the message, else whoever stands in, and the reasons are kept`() throws {
    var play = try play([contact("manager", until: "2026-03-03"), contact("director")])
    try play.send("write")
    #expect(
      play.messages.first?.recipient
        == Resolution(
          recipient: .person(name: "The manager", email: "manager@post.example"), party: "manager"))
    try play.at("2026-03-04T10:00:00Z")
    try play.send("write")
    #expect(
      play.messages.first?.recipient
        == Resolution(
          recipient: .person(name: "The director", email: "director@post.example"), party: "director",
          passedOver: [
            Skip(
              party: "Manager", person: "The manager",
              .noLongerInPost(until: try #require(CivilDate(iso8601: "2026-03-03"))))
          ]))
    play.register([])
    try play.send("write")
    #expect(play.messages.first?.recipient.recipient == .queue(party: "desk"))
    #expect(
      play.entries.first?.payload["effects"]?[0]?["passed_over"] == [
        "Manager: nobody is registered as manager of Post-Office",
        "Director: nobody is registered as director of Post-Office",
      ])
  }

  @Test func `where nobody is left a person has to look, and stand-ins that name each other end`() throws {
    var play = try play()
    try play.send("lose")
    #expect(play.messages.first?.recipient.recipient == .nobody)
    #expect(play.messages.first?.recipient.passedOver.count == 2)
  }

  @Test func `a message that can't be written is told in the history, and nothing else is lost`() throws {
    var play = try play()
    try play.send("fail")
    #expect(play.messages.map(\.template) == ["broken", "hello"])
    try play.send("fail")
    #expect(play.messages.map(\.template) == ["broken", "hello"])
    let untold = try Play(
      sketch.replacing("assign: { told: \"true\" }", with: "log: \"'x'\""), messages: messages, data: data)
    var other = untold
    try other.send("fail")
    #expect(other.messages.map(\.template) == ["hello"])
    let fault = other.entries.first?.payload["faults"]?[0]?.stringValue
    #expect(fault?.hasPrefix("the message broken to desk was not sent: ") == true)
    #expect(other.entries.first?.payload["log"] == ["x"])
  }

  @Test func `a template sees what its sender gave it`() throws {
    var play = try play()
    try play.send("with")
    #expect(play.messages.first?.body.contains("given") == true)
  }

  @Test func `the history's effects hold nothing of a confidential party but its title`() throws {
    var play = try play()
    try play.send("greet")
    #expect(
      play.messages.first?.recipient.recipient == .person(name: "Secret Supplies Ltd", email: "jo@secret.example"))
    let payload = JSONValue.object(try #require(play.entries.first).payload).serialized()
    #expect(payload == #"{"effects":[{"notify":"supplier","template":"hello"}]}"#)
    #expect(!payload.lowercased().contains("secret"))
  }
}
