import Casework
import Statechart
import Testing
import WorkflowFiles

@Suite("The reader knows the shape of a statechart") struct ReaderShapeTests {
  @Test func `states keep the order of the file and their place in each other`() throws {
    let workflow = try workflow(
      """
      workflow: w
      states:
        b: {states: {d: , c: {type: final}}, onDone: a}
        a: {type: parallel, states: {x: {}, y: {states: {z: {}, h: {type: history, history: deep, target: z}}}}}
        end: {type: final}
      """)
    #expect(workflow.chart.states.map(\.id) == ["", "b", "d", "c", "a", "x", "y", "z", "h", "end"])
    #expect(
      workflow.chart.states.map(\.kind) == [
        .compound, .compound, .atomic, .final, .parallel, .atomic, .compound, .atomic, .history(deep: true), .final,
      ])
    #expect(workflow.stateNotes.count == 10)
    #expect(workflow.title == "w")
  }

  @Test func `a state that nobody defined is reported where it is named, with the one that was meant`() {
    #expect(
      findings(
        """
        workflow: w
        initial: recieved
        states:
          received: {on: {go: {target: closd}, stay: elsewhere}}
          closed: {type: final}
        """) == """
          w.yaml:2:10: error unknown-state: no state "recieved"
            did you mean "received"?
          w.yaml:4:32: error unknown-state: no state "closd"
            did you mean "closed"?
          w.yaml:4:46: error unknown-state: no state "elsewhere"
            add it under "states"
          """)
  }

  @Test func `a second state of the same id is reported, wherever it stands`() {
    #expect(
      findings("workflow: w\nstates:\n  a: {states: {b: {}}}\n  b: {}\n") == """
        w.yaml:4:3: error duplicate-id: a second state is called "b"; the first is in line 3
          give one of them another id: targets name a state wherever it stands
        """)
  }

  @Test func `a beginning outside of the state is reported`() {
    #expect(
      findings("workflow: w\nstates:\n  a: {initial: c, states: {b: {}}}\n  c: {}\n") == """
        w.yaml:3:16: error initial-outside: "a" can't begin in "c", which is not inside it
          name a state inside of it, or move that state there
        """)
  }

  @Test func `a history leads into the state around it`() {
    #expect(
      findings(
        "workflow: w\nstates:\n  a: {states: {b: {}, h: {type: history, target: c}, g: {type: history}}}\n  c: {}\n")
          == """
          w.yaml:3:50: error history-outside: "c" is not in the state around this history
            name a state that stands beside the history, or inside of one that does
          w.yaml:3:57: error missing-key: a state lacks the key "target"
            add "target: …"
          """)
  }

  @Test func `a state of states has at least one to be in`() {
    #expect(
      findings(
        "workflow: w\nstates:\n  a: {states: {}}\n  b: {type: parallel}\n  c: {states: {h: {type: history, target: h}}}"
      )
      .split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
        "w.yaml:3:3: error no-states: \"a\" has no state inside to be in",
        "w.yaml:4:6: error missing-key: a state lacks the key \"states\"",
        "w.yaml:5:3: error no-states: \"c\" has no state inside to be in",
      ])
    #expect(findings("workflow: w\nstates: {}\n").contains("error no-states: there is no state to be in"))
    #expect(findings("workflow: w\n").contains("error missing-key: a workflow lacks the key \"states\""))
  }

  @Test(arguments: [
    ("{type: final, on: {x: a}}", "on"), ("{type: final, states: {b: {}}}", "states"),
    ("{type: final, within: 3 days, otherwise: a}", "within"),
    ("{type: parallel, initial: b, states: {b: {}}}", "initial"),
    ("{type: history, target: b, entry: []}", "entry"), ("{initial: b}", "initial"), ("{onDone: b}", "onDone"),
    ("{type: atomic, states: {b: {}}}", "states"), ("{data: \"{}\"}", "data"), ("{target: b}", "target"),
    ("{history: deep}", "history"),
  ])
  func `a key that has no meaning on a kind of state is refused`(body: String, key: String) {
    let findings = findings("workflow: w\nstates:\n  a: {}\n  z: \(body)\n")
    #expect(findings.contains("error conflicting-keys: \"\(key)\" can't stand here"), "\(findings)")
  }

  @Test func `the general form of transitions does not go with the short ones`() {
    let findings = findings("workflow: w\nstates:\n  a: {on: {x: a}, transitions: [{event: y}], always: b}\n  b: {}\n")
    #expect(findings.contains("a state can't have both \"on\" and \"transitions\""))
    #expect(findings.contains("a state can't have both \"transitions\" and \"always\""))
  }

  @Test func `two targets need two regions`() throws {
    #expect(
      findings("workflow: w\nstates:\n  a: {on: {x: {target: [b, c]}}}\n  b: {}\n  c: {}\n") == """
        w.yaml:3:28: error conflicting-targets: a case can't be in "b" and "c" at once
          name one of them, or put them into different regions of a parallel state
        """)
    _ = try workflow(
      """
      workflow: w
      initial: [b2, c2]
      states:
        p: {type: parallel, states: {b: {states: {b1: {}, b2: {}}}, c: {states: {c1: {}, c2: {}}}}}
      """)
  }

  @Test func `a type that there is not is told apart from its neighbours`() {
    #expect(
      findings("workflow: w\nstates:\n  a: {type: parralel, states: {b: {}}}\n").hasSuffix("did you mean \"parallel\"?")
    )
  }

  @Test func `all mistakes are found in one go`() {
    let codes = reading(
      """
      workflow: w
      titel: W
      count: folowing
      data: {x: {type: strng}}
      states:
        a: {owner: nobody, entry: [notfy: {}], on: {go: {guard: data.y, target: c}}, within: 10}
      """
    ).findings.map(\.code)
    #expect(
      codes == [
        .unknownKey, .unknownWord, .unknownWord, .unknownParty, .unknownKey, .unknownField, .unknownState, .noEffect,
        .invalidDelay,
      ])
  }
}
