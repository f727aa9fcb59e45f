// No way out in silence, and nearly so.
extension PlantedFaultTests {
  static let stuck = [
    Waiting(
      testDescription: "only people lead out of it",
      text: """
        states:
          first: { within: 5 working days, otherwise: second }
          second: { on: { done: { by: [desk], target: closed } } }
          closed: { type: final }
        """, states: ["second"]),
    Waiting(
      testDescription: "its deadline has a guard that may not hold",
      text: """
        form: [urgent]
        data: { urgent: { type: bool, required: true } }
        states:
          first: { within: 5 working days, otherwise: { guard: data.urgent, target: closed } }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "one region never ends",
      text: """
        states:
          both:
            type: parallel
            onDone: closed
            states:
              law: { states: { reading: { on: { agree: { by: [desk], target: agreed } } }, agreed: { type: final } } }
              money: { states: { counting: { within: 3 working days, otherwise: counted }, counted: { type: final } } }
          closed: { type: final }
        """, states: ["reading"]),
    Waiting(
      testDescription: "when its deadline passes it only says so",
      text: """
        states:
          first:
            within: 5 working days
            otherwise: { actions: [log: "'late'"] }
            on: { done: { by: [desk], target: closed } }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "the letter that would have moved it on can be cancelled",
      text: """
        states:
          first:
            entry: [send: { event: late, id: late, delay: 5 working days }]
            on:
              late: { target: closed }
              hold: { by: [desk], actions: [cancel: late] }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "its length is worked out of a field that may be empty",
      text: """
        form: [n]
        data: { n: { type: int, min: 1, max: 9 } }
        states:
          first: { within: { for: "workingDays(data.n)" }, otherwise: closed }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "it waits for a case that it has started",
      text: """
        states:
          first: { entry: [start: { workflow: other, id: child }], on: { done.case.child: { target: closed } } }
          closed: { type: final }
        """, states: ["first"]),
  ]

  static let nearlyStuck = [
    Waiting(
      testDescription: "a deadline on the state around it",
      text: """
        states:
          work:
            within: 20 working days
            otherwise: closed
            states:
              first: { within: 5 working days, otherwise: second }
              second: { on: { done: { by: [desk], target: closed } } }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "two guards that leave nothing between them",
      text: """
        form: [urgent]
        data: { urgent: { type: bool, required: true } }
        states:
          first:
            within: 5 working days
            otherwise: [{ guard: data.urgent, target: closed }, { guard: "!data.urgent", target: second }]
          second: { within: 1 working day, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a deadline around both regions",
      text: """
        states:
          both:
            type: parallel
            onDone: closed
            within: 9 working days
            otherwise: closed
            states:
              law: { states: { reading: { on: { agree: { by: [desk], target: agreed } } }, agreed: { type: final } } }
              money: { states: { counting: { within: 3 working days, otherwise: counted }, counted: { type: final } } }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "it says that it is late, and later moves on",
      text: """
        states:
          first:
            after: { 5 working days: { actions: [log: "'late'"] }, 8 working days: { target: closed } }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "who cancels the letter writes another",
      text: """
        states:
          first:
            entry: [send: { event: late, id: late, delay: 5 working days }]
            on:
              late: { target: closed }
              hold: { by: [desk], actions: [cancel: late, send: { event: late, id: late, delay: 9 working days }] }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "the field must be filled in",
      text: """
        form: [n]
        data: { n: { type: int, min: 1, max: 9, required: true } }
        states:
          first: { within: { for: "workingDays(data.n)" }, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "it gives up on the case that it has started",
      text: """
        states:
          first:
            entry: [start: { workflow: other, id: child }]
            on: { done.case.child: { target: closed } }
            within: 60 working days
            otherwise: closed
          closed: { type: final }
        """),
  ]
}
