import Casework
import Statechart
import Testing
import WorkflowFiles

@Suite("Deadlines and delays are read as people write them") struct ReaderDeadlineTests {
  private func findings(_ state: String, hasMessages: Bool = true) -> String {
    WorkflowFilesTests.findings(
      "workflow: w\nparties: {o: {staff: true}}\nstates:\n  a: \(state)\n  b: {type: final}\n",
      messages: hasMessages ? ["nudge": plainMessage] : [:], hasMessages: hasMessages)
  }

  @Test(arguments: [
    "10 working days", "4 working hours", "1 month", "P1M", "PT4H", "30 days", "100 ms", "'3 working days, clear'",
    "{for: workingDays(5)}", "{for: \"duration('90m')\"}", "{at: now}", "{for: event.data.length}",
  ])
  func `a delay is words, a standard's duration, or worked out`(delay: String) {
    #expect(findings("{transitions: [{after: \(delay), target: b}]}") == "")
  }

  @Test func `a bare number is refused with what to write`() {
    #expect(
      findings("{within: 10, otherwise: b, after: {5 dayz: b}}") == """
        w.yaml:4:15: error invalid-delay: "10" has no unit
          say what it counts, such as "10 working days" or "10 hours"
        w.yaml:4:41: error invalid-delay: no unit "dayz"
          did you mean "5 days"?
        """)
  }

  @Test func `a computed delay has the right type`() {
    #expect(
      findings("{within: {for: 1 + 1}, otherwise: b}") == """
        w.yaml:4:21: error expression-type: this is int, and a length of time is needed here
          write workingDays(10), workingHours(4), days(30), weeks(2), months(3) or duration('90m')
        """)
    #expect(findings("{within: {at: workingDays(1)}, otherwise: b}").contains("4:20: error expression-type"))
    #expect(findings("{within: {}, otherwise: b}").contains("4:15: error missing-key: a delay lacks \"for\" or \"at\""))
    #expect(findings("{within: {for: workingDays(1), at: now}, otherwise: b}").contains("error conflicting-keys"))
  }

  @Test func `what happens at a deadline needs the deadline`() {
    #expect(
      findings("{otherwise: b}") == """
        w.yaml:4:7: error conflicting-keys: "otherwise" can't stand here: it goes with "within"
          add "within: 10 working days", or the like
        """)
  }

  @Test func `a deadline at which nothing happens is a warning`() {
    #expect(
      findings("{within: 3 days}") == """
        w.yaml:4:7: warning no-effect: nothing happens when this deadline passes
          add "otherwise: " with the state to go to
        """)
  }

  @Test func `a reminder is a message to the owner, by the template that is named`() throws {
    let workflow = try workflow(
      """
      workflow: w
      parties: {o: {staff: true}, p: {staff: true}}
      states:
        a:
          owner: p
          states:
            b: {owner: o, within: 9 days, otherwise: c, remind: {at: [3 days, {for: workingDays(2)}], template: nudge}}
            c: {within: 9 days, otherwise: b, remind: 2 days}
      """, messages: ["nudge": plainMessage, "reminder": plainMessage])
    // An inner state without an owner of its own is its parent's.
    #expect(workflow.effects == [.notify(party: "o", template: "nudge"), .notify(party: "p", template: "reminder")])
    #expect(workflow.transitionNotes.map(\.timer) == ["within", "remind.1", "remind.2", "within", "remind.1"])
    #expect(workflow.stateNotes.map(\.deadline) == [nil, nil, 0, 3])
    guard case .perform(0, arguments: nil)? = workflow.chart.transitions[1].actions.first else {
      Issue.record("the reminder sends nothing")
      return
    }
    #expect(workflow.chart.transitions[1].targets.isEmpty)
  }

  @Test func `a reminder needs an owner and a message`() {
    #expect(
      findings("{within: 9 days, otherwise: b, remind: [3 days]}") == """
        w.yaml:4:37: error unknown-template: no message "reminder"
          write messages/reminder.mustache
        w.yaml:4:37: error missing-key: a reminder goes to the owner, and this state has none
          add "owner: " with the party whose move it is
        """)
    #expect(
      findings("{owner: o, within: 9 days, otherwise: b, remind: {at: [3 days], template: nudg}}")
        .hasSuffix("did you mean \"nudge\"?"))
  }

  @Test func `where messages are not at hand, one that is missing is a warning`() {
    #expect(
      findings("{entry: [notify: {to: o, template: nudge}]}", hasMessages: false) == """
        w.yaml:4:41: warning unknown-template: no message "nudge": there is no folder of messages
          write messages/nudge.mustache
        """)
  }

  @Test func `what timers do in a pause is one of three words`() throws {
    #expect(findings("{while-paused: run}") == "")
    #expect(findings("{while-paused: frezze}").hasSuffix("did you mean \"freeze\"?"))
  }
}
