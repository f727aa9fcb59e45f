// Circles of deadlines, circles of people, and nearly so.
extension PlantedFaultTests {
  static let circling = [
    Waiting(
      testDescription: "two deadlines lead to each other",
      text: """
        states:
          first: { within: 5 working days, otherwise: second, on: { done: { by: [desk], target: closed } } }
          second: { within: 5 working days, otherwise: first }
          closed: { type: final }
        """, states: ["first", "second"]),
    Waiting(
      testDescription: "the flag that would end it is never set",
      text: """
        data: { asked: { type: bool, initial: "false" }, other: { type: bool } }
        form: [other]
        states:
          first: { within: 5 working days, otherwise: [{ guard: data.asked, target: closed }, { target: second }] }
          second: { within: 5 working days, otherwise: first }
          closed: { type: final }
        """, states: ["first", "second"]),
    Waiting(
      testDescription: "its deadline begins it anew",
      text: """
        states:
          first: { within: 5 working days, otherwise: first, on: { done: { by: [desk], target: closed } } }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "a letter to itself brings it back",
      text: """
        states:
          first:
            entry: [send: { event: again, id: again, delay: 3 working days }]
            on: { again: { target: first, reenter: true }, done: { by: [desk], target: closed } }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "two states inside lead to each other, and nothing around them ends it",
      text: """
        states:
          work:
            on: { done: { by: [desk], target: closed } }
            states:
              first: { within: 2 working days, otherwise: second }
              second: { within: 2 working days, otherwise: first }
          closed: { type: final }
        """, states: ["first", "second"]),
  ]

  static let nearlyCircling = [
    Waiting(
      testDescription: "the flag is set on the way round",
      text: """
        form: [other]
        data: { asked: { type: bool, initial: "false" }, other: { type: bool } }
        states:
          first: { within: 5 working days, otherwise: [{ guard: data.asked, target: closed }, { target: second }] }
          second: { within: 5 working days, otherwise: { target: first, actions: [assign: { asked: "true" }] } }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a deadline around the circle",
      text: """
        states:
          work:
            within: 9 working days
            otherwise: closed
            states:
              first: { within: 2 working days, otherwise: second }
              second: { within: 2 working days, otherwise: first }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "only a letter goes round, not the case",
      text: """
        states:
          first:
            entry: [send: { event: news, id: news, delay: 3 working days }]
            on: { news: { actions: [log: "'news'", send: { event: news, id: news, delay: 3 working days }] } }
            within: 10 working days
            otherwise: closed
          closed: { type: final }
        """),
    Waiting(
      testDescription: "it counts how often it was round",
      text: """
        form: [other]
        data: { n: { type: int, initial: "0" }, other: { type: bool } }
        states:
          first: { within: 5 working days, otherwise: [{ guard: data.n >= 3, target: closed }, { target: second }] }
          second: { within: 5 working days, otherwise: { target: first, actions: [assign: { n: data.n + 1 }] } }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "it goes round only if somebody sends it",
      text: """
        states:
          first: { within: 5 working days, otherwise: closed, on: { go: { by: [desk], target: second } } }
          second: { within: 5 working days, otherwise: closed, on: { back: { by: [desk], target: first } } }
          closed: { type: final }
        """),
  ]

  static let looping = [
    Waiting(
      testDescription: "there and back",
      text: """
        states:
          first: { within: 5 working days, otherwise: closed, on: { go: { by: [desk], target: second } } }
          second: { within: 5 working days, otherwise: closed, on: { back: { by: [desk], target: first } } }
          closed: { type: final }
        """, states: ["first", "second"]),
    Waiting(
      testDescription: "a state that somebody begins anew",
      text: """
        states:
          first: { within: 5 working days, otherwise: closed, on: { again: { by: [desk], target: first } } }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "silence there, somebody back",
      text: """
        states:
          first: { within: 5 working days, otherwise: overdue }
          overdue: { within: 5 working days, otherwise: closed, on: { take-up: { by: [head], target: first } } }
          closed: { type: final }
        """, states: ["first", "overdue"]),
    Waiting(
      testDescription: "back to where it was",
      text: """
        states:
          work:
            states:
              back: { type: history, history: deep, target: first }
              first: { within: 5 working days, otherwise: overdue }
          overdue: { within: 5 working days, otherwise: closed, on: { take-up: { by: [head], target: back } } }
          closed: { type: final }
        """, states: ["first", "overdue"]),
    Waiting(
      testDescription: "a letter that somebody puts off",
      text: """
        states:
          first:
            entry: [send: { event: late, id: late, delay: 5 working days }]
            on:
              late: { target: closed }
              hold: { by: [desk], actions: [cancel: late, send: { event: late, id: late, delay: 5 working days }] }
          closed: { type: final }
        """, states: ["first"]),
  ]

  static let nearlyLooping = [
    Waiting(
      testDescription: "there and back, once",
      text: """
        form: [other]
        data: { again: { type: bool, initial: "false" }, other: { type: bool } }
        states:
          first: { within: 5 working days, otherwise: closed, on: { go: { by: [desk], target: second } } }
          second:
            within: 5 working days
            otherwise: closed
            on:
              back: { by: [desk], guard: "!data.again", target: first, actions: [assign: { again: "true" }] }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "what somebody sends leaves the deadline alone",
      text: """
        form: [urgent]
        data: { urgent: { type: bool, required: true } }
        states:
          first:
            within: 5 working days
            otherwise: [{ guard: data.urgent, target: second }, { target: closed }]
            on: { change: { by: [desk], actions: [assign: { urgent: "!data.urgent" }] } }
          second: { within: 2 working days, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a deadline around there and back",
      text: """
        states:
          work:
            within: 9 working days
            otherwise: closed
            states:
              first: { within: 5 working days, otherwise: closed, on: { go: { by: [desk], target: second } } }
              second: { within: 5 working days, otherwise: closed, on: { back: { by: [desk], target: first } } }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a closed case that is taken up again begins anew",
      text: """
        reopen: { target: first, by: [head] }
        states:
          first: { within: 5 working days, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "forward only",
      text: """
        states:
          first: { within: 5 working days, otherwise: second, on: { go: { by: [desk], target: second } } }
          second: { within: 5 working days, otherwise: closed, on: { go: { by: [desk], target: closed } } }
          closed: { type: final }
        """),
  ]
}
