import Casework
import Expression
import Statechart
import Testing
import WorkflowFiles

@Suite("Actions are read, each with one meaning") struct ReaderActionTests {
  private let head = """
    workflow: w
    data: {x: {type: int}, name: {type: string, required: true}, sum: {type: decimal}, m: {type: map}, odd: {type: dyn}}
    parties: {desk: {staff: true}, post: {staff: true}}

    """

  private func findings(_ actions: String) -> String {
    WorkflowFilesTests.findings(
      head + "states:\n  a: {entry: \(actions)}\n", messages: ["hello": plainMessage]
    ).replacing("w.yaml:5:", with: "")
  }

  private func entry(_ actions: String) throws -> (Workflow, [[Action]]) {
    let reading = reading(head + "states:\n  a: {entry: \(actions)}\n", messages: ["hello": plainMessage])
    #expect(!reading.findings.contains { $0.severity == .error }, "\(reading.findings)")
    let workflow = try #require(reading.workflow)
    return (workflow, workflow.chart.states[1].entry)
  }

  @Test func `a list of actions is one block, a list of lists is several`() throws {
    #expect(try entry("[{raise: b}, {cancel: t}]").1.map(\.count) == [2])
    #expect(
      try entry("[[{raise: b}], [{cancel: t}, {log: x}]]".replacing("log: x", with: "log: now")).1.map(\.count) == [
        1, 2,
      ])
    #expect(
      findings("{raise: b}").hasPrefix("14: error wrong-type: entry: expected a list of actions, found a mapping"))
    #expect(findings("[[{raise: b}], {raise: c}]").hasPrefix("29: error wrong-type"))
  }

  @Test func `an assignment reaches a field, or a place inside it`() throws {
    let (_, blocks) = try entry("[assign: {x: 1, data.name: \"'n'\", m.a.b: now, odd: 'null', sum: 2}]")
    guard case .assign(let assignments)? = blocks.first?.first else {
      Issue.record("no assignment")
      return
    }
    #expect(assignments.map(\.field) == [0, 1, 3, 4, 2])
    #expect(assignments.map(\.path) == [[], [], ["a", "b"], [], []])
  }

  @Test func `an assignment of the wrong type, or to nothing, is refused`() {
    #expect(
      findings("[assign: {x: \"'one'\", nme: \"'n'\"}]").split(separator: "\n").map(String.init) == [
        "28: error expression-type: this is string, and int is needed here",
        "  int(…) turns it into an int",
        "36: error unknown-field: no field \"nme\"",
        "  did you mean \"name\"?",
      ])
    #expect(
      findings("[assign: {x: , sum: 'null'}]").contains("error wrong-type: x: expected an expression, found nothing"))
    #expect(findings("[assign: [x]]").contains("error wrong-type: assign: expected a mapping"))
  }

  @Test func `events carry an expression, or a map of them`() throws {
    let (_, blocks) = try entry(
      """
      [{raise: {event: e, data: {n: data.x, 'quoted "key"': "'text // no comment'"}}},
         {send: {event: f, id: t, delay: 3 days, data: data.m}}, {send: {event: g}}]
      """)
    guard blocks.first?.count == 3, case .raise("e", let data?)? = blocks.first?[0],
      case .send("t", "f", _?, .fixed(.days(3))?)? = blocks.first?[1],
      case .send(nil, "g", nil, nil)? = blocks.first?[2]
    else {
      Issue.record("\(blocks)")
      return
    }
    #expect(data.source == "{\"n\": (data.x\n), \"quoted \\\"key\\\"\": ('text // no comment'\n)}")
  }

  @Test func `what the workflow sends itself is known by place`() throws {
    let mentions = reading(head + "states:\n  a: {entry: [{raise: e}, {send: {event: f, id: t, delay: 3 days}}]}\n")
      .places.events
    #expect(mentions.map(\.name) == ["e", "f"])
    #expect(mentions.map(\.state) == [1, 1])
    #expect(mentions.map(\.sendID) == [nil, "t"])
    #expect(mentions.map(\.place.column) == [23, 42])
  }

  @Test func `effects that are the same share their number`() throws {
    let (workflow, blocks) = try entry(
      """
      [{notify: {to: [desk, post], template: hello, with: {n: data.x}}}, {notify: {to: desk, template: hello}},
         {start: {workflow: other, id: c, with: "{'a': 1}"}}, {call: {webhook: finance}}, {publish: {n: data.name}}]
      """)
    #expect(
      workflow.effects == [
        .notify(party: "desk", template: "hello"), .notify(party: "post", template: "hello"),
        .start(workflow: "other", id: "c"), .call(webhook: "finance"), .publish,
      ])
    let numbers = blocks.joined().map { if case .perform(let number, _) = $0 { number } else { -1 } }
    #expect(numbers == [0, 1, 0, 2, 3, 4])
  }

  @Test func `a message goes to a party of the file, and says what the file has`() {
    #expect(
      findings("[notify: {to: dsk, template: helo}, notify: {to: desk}]").split(separator: "\n").map(String.init) == [
        "28: error unknown-party: no party \"dsk\"", "  did you mean \"desk\"?",
        "43: error unknown-template: no message \"helo\"",
        "  did you mean \"hello\"?", "58: error missing-key: notify lacks the key \"template\"",
        "  add \"template: …\"",
      ])
  }

  @Test func `a problem inside a map of arguments has its own place`() {
    #expect(findings("[publish: {a: data.x, b: data.nmae}]").hasPrefix("39: error unknown-field"))
  }

  @Test func `an action does one thing`() {
    #expect(findings("[{raise: b, log: now}]").hasPrefix("26: error conflicting-keys: an action does one thing"))
    #expect(
      findings("[{then: []}]").contains("\"then\" can't stand here") || findings("[{then: []}]").contains("unknown-key")
    )
    #expect(findings("[{}]").hasPrefix("15: error missing-key: an action says nothing"))
    #expect(
      findings("[{rais: b}]").hasPrefix(
        "16: error unknown-key: an action has no key \"rais\"\n  did you mean \"raise\"?"))
    #expect(findings("[go]").hasPrefix("15: error wrong-type: an action: expected a mapping, found the text \"go\""))
  }

  @Test func `a condition has its branches`() throws {
    let (_, blocks) = try entry("[{if: data.x == null, then: [{raise: b}], else: [{if: 'true', then: []}]}]")
    guard case .choose(let branches)? = blocks.first?.first else {
      Issue.record("no condition")
      return
    }
    #expect(branches.map { $0.condition == nil } == [false, true])
    #expect(findings("[{if: data.x, then: []}]").hasPrefix("20: error expression-type: this is int or null"))
    #expect(findings("[{if: 'true'}]").hasPrefix("15: error missing-key: \"if\" lacks \"then\""))
  }
}
