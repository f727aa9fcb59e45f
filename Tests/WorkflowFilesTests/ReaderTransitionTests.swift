import Casework
import Expression
import Statechart
import Testing
import WorkflowFiles

@Suite("Transitions are read as the file means them") struct ReaderTransitionTests {
  private func transitions(_ state: String, more: String = "") throws -> (Workflow, [Transition]) {
    let workflow = try workflow(
      "workflow: w\n\(more)states:\n  a: \(state)\n  b: {}\n  c: {type: final}\n", messages: ["reminder": plainMessage])
    let chart = workflow.chart
    return (workflow, Array(chart.transitions[chart.states[1].transitions]))
  }

  private func words(_ workflow: Workflow, _ transitions: [Transition]) -> [String] {
    transitions.map { transition in
      let trigger =
        switch transition.trigger {
        case .event(let descriptors): descriptors.map(\.text).joined(separator: " ")
        case .timer(.fixed(let delay)): "after \(delay)"
        case .timer(.computed(let expression)): "after \(expression.source)"
        case .timer(.limited(let expression, let most)): "after \(expression.source), at most \(most)"
        case .sameTimer: "else"
        case .eventless: "always"
        case .done: "done"
        }
      let targets = transition.targets.map { workflow.chart.states[$0].id }
      return trigger + (transition.guard.map { " if \($0.source)" } ?? "") + " to " + targets.joined(separator: " ")
    }
  }

  @Test func `a target alone, a list and a map say the same in more and more words`() throws {
    let (workflow, read) = try transitions(
      "{on: {x: b, y: [{guard: 'true', target: c}, b], 'error.*': {target: [b]}, z: {}}}")
    #expect(words(workflow, read) == ["x to b", "y if true to c", "y to b", "error.* to b", "z to "])
  }

  @Test func `the ways on from one deadline share its timer`() throws {
    let (workflow, read) = try transitions(
      "{within: 3 days, otherwise: [{guard: 'false', target: b}, c], after: {5 days: [{guard: 'true', target: b}, c]}}")
    #expect(
      words(workflow, read) == ["after 5 days if true to b", "else to c", "after 3 days if false to b", "else to c"])
  }

  @Test func `transitions are tried in the order of the file, and deadlines come last`() throws {
    let (workflow, read) = try transitions(
      """
      {within: 3 days, otherwise: c, remind: [1 days, 2 days], owner: o, always: {guard: 'false', target: c},
         on: {x: b}, after: {5 days: c}}
      """, more: "parties: {o: {staff: true}}\n")
    #expect(
      words(workflow, read) == [
        "always if false to c", "x to b", "after 5 days to c", "after 3 days to c", "after 1 day to ",
        "after 2 days to ",
      ])
    let notes = workflow.chart.states[1].transitions.map { workflow.transitionNotes[$0].timer }
    #expect(notes == [nil, nil, "after 5 days", "within", "remind.1", "remind.2"])
    #expect(workflow.stateNotes[1].deadline == workflow.chart.states[1].transitions.lowerBound + 3)
    #expect(workflow.effects == [.notify(party: "o", template: "reminder")])
  }

  @Test func `the general form keeps its order, whatever calls each`() throws {
    let (workflow, read) = try transitions(
      "{transitions: [{event: [x, y], target: b}, {after: 100 ms, target: c}, {guard: 'false', target: c}]}")
    #expect(words(workflow, read) == ["x y to b", "after 100 milliseconds to c", "always if false to c"])
  }

  @Test func `a transition stays inside of its own state unless it re-enters`() throws {
    let (_, read) = try transitions("{on: {x: b, y: {target: b, reenter: true}, z: {actions: []}}}")
    #expect(read.map(\.isInternal) == [true, false, false])
  }

  @Test func `what is done answers only to its own state`() throws {
    let (workflow, read) = try transitions("{states: {e: {type: final, data: {n: 1 + 1}}}, onDone: {target: b}}")
    #expect(words(workflow, read) == ["done to b"])
    #expect(workflow.chart.states[2].doneData?.constantValue != nil)
  }

  @Test func `a transition that nobody sends has no roles and no form`() {
    let findings = findings(
      "workflow: w\nstates:\n  a: {always: {target: b, by: [x], form: [y], confirm: z}}\n  b: {}\n")
    for key in ["by", "form", "confirm"] {
      #expect(findings.contains("\"\(key)\" can't stand here: nobody sends this transition"))
    }
  }

  @Test func `a role that is no party is a warning, a form's unknown field an error`() {
    #expect(
      findings(
        """
        workflow: w
        data: {answer: {type: string}}
        parties: {desk: {staff: true}}
        states:
          a: {on: {x: {by: [dsk, desk], form: [anser], target: b}}}
          b: {type: final}
        """) == """
          w.yaml:5:21: warning unknown-role: no party "dsk", so nobody can have this role
            did you mean "desk"?
          w.yaml:5:40: error unknown-field: no field "anser"
            did you mean "answer"?
          """)
  }

  @Test func `a form stores what was sent before the transition does anything else`() throws {
    let workflow = try workflow(
      """
      workflow: w
      data: {answer: {type: string}, copy: {type: string}, n: {type: int}}
      states:
        a: {on: {x: {form: [answer, n], title: Answer, confirm: Sure?, actions: [assign: {copy: data.answer}]}}}
      """)
    let transition = try #require(workflow.chart.transitions.first)
    guard case .assign(let stored)? = transition.actions.first else {
      Issue.record("the form is not stored first")
      return
    }
    #expect(stored.map(\.field) == [0, 2])
    #expect(transition.actions.count == 2)
    #expect(workflow.transitionNotes[0] == TransitionNote(title: "Answer", form: [0, 2], confirmation: "Sure?"))

    let host = NoHost()
    var (session, _) = try workflow.chart.start(host: host)
    let sent = Event("x", data: .map(MapValue([("answer", .string("yes"))])))
    _ = try workflow.chart.macrostep(&session, on: sent, host: host)
    #expect(session.data == [.string("yes"), .string("yes"), .null])
    // Data that has no fields, or none at all, changes nothing and breaks nothing.
    for data in [Value.null, .int(4)] {
      let outputs = try workflow.chart.macrostep(&session, on: Event("x", data: data), host: host)
      #expect(!outputs.contains { if case .fault = $0 { true } else { false } })
      #expect(session.data == [.string("yes"), .string("yes"), .null])
    }
  }

  @Test func `re-entering nothing is a warning`() {
    #expect(findings("workflow: w\nstates:\n  a: {on: {x: {reenter: true}}}\n").contains("3:16: warning no-effect"))
  }

  @Test func `what is no transition is reported`() {
    let findings = findings("workflow: w\nstates:\n  a: {on: {x: , y: [[a]], z: [], '': a, '.*': a}, transitions: }\n")
    #expect(findings.contains("3:15: error wrong-type: a transition: expected a target or a mapping, found nothing"))
    #expect(findings.contains("3:21: error wrong-type: a transition: expected a target or a mapping, found a list"))
    #expect(findings.contains("3:30: error wrong-type: a list of transitions is empty"))
    #expect(findings.contains("3:34: error wrong-type: an event without a name"))
    #expect(findings.contains("3:41: warning no-effect: no event matches \".*\""))
  }
}
