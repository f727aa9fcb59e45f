import Casework
import CivilTime
import JSON
import Testing
import WorkflowFiles
import WorkingTime

@Suite("Scenarios are read as stories") struct ReaderScenarioTests {
  private func read(_ text: String, workflow: Workflow? = nil) -> (Scenario?, String) {
    let diagnostics = Diagnostics()
    let scenario = ScenarioReader(workflow: workflow, diagnostics: diagnostics).scenario(
      Array(text.utf8), file: "s.yaml")
    return (scenario, diagnostics.findings.map(\.description).joined(separator: "\n"))
  }

  @Test func `a story has a beginning, steps, and what is expected after each`() throws {
    let (read, findings) = read(
      """
      scenario: The prime puts it right
      given:
        start: 2026-03-02T10:00:00Z
        from: examples/concern-01.yaml
        data: {in_litigation: false}
        directory: [contract-manager]
      steps:
        - expect: {state: triage}
        - send: accept
          by: case-manager
          data: {summary: Unpaid.}
          expect:
            state: [a, b]
            messages: [{to: supplier, template: hello, contains: [x, y], lacks: z}]
            published: [{outcome: upheld}]
            timers: {consent.within: 2026-03-09T17:00:00Z}
            data: {n: 3}
        - after: 5 working days
        - at: 2026-03-09T17:00:00Z
        - pause: {by: case-manager, reason: Waiting}
        - resume: {by: case-manager}
        - directory: []
        - send: accept
          expect: {refused: true}
      """)
    #expect(findings == "")
    let scenario = try #require(read)
    #expect(scenario.title == "The prime puts it right")
    #expect(scenario.given.start == Instant(rfc3339: "2026-03-02T10:00:00Z"))
    #expect(scenario.given.from?.value == "examples/concern-01.yaml")
    #expect(scenario.given.directory == ["contract-manager"])
    let example = CaseExample(
      workflow: nil, data: ["in_litigation": true, "name": "x"], place: SourcePlace(file: "e.yaml"))
    #expect(scenario.given.data(over: example) == ["in_litigation": false, "name": "x"])

    let acts = scenario.steps.map { step in
      switch step.act {
      case nil: "look"
      case .send(let event, let by, _, let data): "\(event) by \(by ?? "anybody") with \(data?.count ?? 0)"
      case .after(let delay): "after \(delay)"
      case .at(let instant): "at \(instant.rfc3339)"
      case .pause(_, let reason): "pause: \(reason)"
      case .resume: "resume"
      case .ended(let name, _): "\(name) ended"
      case .directory(let roles): "directory \(roles)"
      }
    }
    #expect(
      acts == [
        "look", "accept by case-manager with 1", "after 5 working days", "at 2026-03-09T17:00:00Z", "pause: Waiting",
        "resume", "directory []", "accept by anybody with 0",
      ])
    let expected = try #require(scenario.steps[1].expectation)
    #expect(expected.states?.map(\.value) == ["a", "b"])
    #expect(expected.messages.map(\.contains) == [["x", "y"]])
    #expect(expected.messages.map(\.lacks) == [["z"]])
    #expect(expected.messagesPlace.description == "s.yaml:14:7")
    #expect(expected.published.map(\.value) == [["outcome": "upheld"]])
    #expect(expected.timers?.map(\.timer.value) == ["consent.within"])
    #expect(expected.data.map(\.value) == [.integer(3)])
    #expect(scenario.steps[2].expectation == nil)
    #expect(scenario.steps[7].expectation?.isRefused == true)
    #expect(scenario.steps[0].expectation?.timers == nil)
  }

  @Test func `what a story gets wrong is told in place`() {
    let (scenario, findings) = read(
      """
      scenario: s
      given: {start: 2026-03-02}
      steps:
        - {sent: x}
        - {after: 5}
        - {send: x, after: 5 days}
        - {at: 2026-03-02T10:00:00Z, by: somebody}
        - {expect: {states: a}}
      """)
    #expect(scenario == nil)
    #expect(
      findings.split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
        "s.yaml:2:16: error wrong-type: \"2026-03-02\" is no instant",
        "s.yaml:4:6: error unknown-key: a step has no key \"sent\"",
        "s.yaml:5:13: error invalid-delay: \"5\" has no unit",
        "s.yaml:6:15: error conflicting-keys: a step can't have both \"send\" and \"after\"",
        "s.yaml:7:32: error conflicting-keys: \"by\" can't stand here: it goes with \"send\"",
        "s.yaml:8:15: error unknown-key: an expectation has no key \"states\"",
      ])
  }

  @Test func `a story speaks of what its workflow has`() throws {
    let workflow = try workflow(
      """
      workflow: w
      data: {nation: {type: string}}
      parties: {desk: {staff: true}}
      states: {triage: {on: {accept: triage}}}
      """,
      messages: ["hello": plainMessage])
    let (_, findings) = read(
      """
      scenario: s
      given: {start: 2026-03-02T10:00:00Z, data: {natoin: x}}
      steps:
        - {send: acept, expect: {state: traige, messages: [{to: dsk, template: helo}], data: {nation: x}}}
      """, workflow: workflow)
    #expect(
      findings.split(separator: "\n").map { $0.drop { $0 != "e" && $0 != "w" && $0 != "d" } }.filter {
        $0.hasPrefix("did")
      }
        == [
          "did you mean \"nation\"?", "did you mean \"accept\"?", "did you mean \"triage\"?", "did you mean \"desk\"?",
          "did you mean \"hello\"?",
        ])
  }
}
