// Waits for a moment or a length that the case knows, and nearly so.
extension PlantedFaultTests {
  static let dated = [
    Waiting(
      testDescription: "a moment that the case knows",
      text: """
        form: [day]
        data: { day: { type: timestamp, required: true } }
        states:
          first: { within: { at: data.day }, otherwise: closed }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "a length without a largest value",
      text: """
        form: [n]
        data: { n: { type: int, min: 1, required: true } }
        states:
          first: { within: { for: "workingDays(data.n)" }, otherwise: closed }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "a moment that somebody gives later",
      text: """
        form: [other]
        data: { day: { type: timestamp, required: true }, other: { type: bool } }
        states:
          first:
            within: 5 working days
            otherwise: closed
            on: { promise: { by: [desk], form: [day], target: promised } }
          promised: { within: { at: data.day }, otherwise: closed }
          closed: { type: final }
        """, states: ["promised"]),
    Waiting(
      testDescription: "a letter that is sent at a moment which the case knows",
      text: """
        form: [day]
        data: { day: { type: timestamp, required: true } }
        states:
          first:
            entry: [send: { event: due, id: due, delay: { at: data.day } }]
            on: { due: { target: closed } }
          closed: { type: final }
        """, states: ["first"]),
    Waiting(
      testDescription: "a length of time as it was filled in",
      text: """
        form: [length]
        data: { length: { type: duration, required: true } }
        states:
          first: { within: { for: data.length }, otherwise: closed }
          closed: { type: final }
        """, states: ["first"]),
  ]

  static let nearlyDated = [
    Waiting(
      testDescription: "a moment with a limit",
      text: """
        form: [day]
        data: { day: { type: timestamp, required: true } }
        states:
          first: { within: { at: data.day, at-most: 30 working days }, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a moment that may be missing, with a limit",
      text: """
        form: [day]
        data: { day: { type: timestamp } }
        states:
          first: { within: { at: data.day, at-most: 30 working days }, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a length with a largest value",
      text: """
        form: [n]
        data: { n: { type: int, min: 1, max: 20, required: true } }
        states:
          first: { within: { for: "workingDays(data.n)" }, otherwise: closed }
          closed: { type: final }
        """),
    Waiting(
      testDescription: "another deadline beside it",
      text: """
        form: [day]
        data: { day: { type: timestamp, required: true } }
        states:
          first:
            after: { 20 working days: { target: closed } }
            within: { at: data.day }
            otherwise: closed
          closed: { type: final }
        """),
    Waiting(
      testDescription: "a day that only a guard asks",
      text: """
        form: [day]
        data: { day: { type: date, required: true } }
        states:
          first:
            within: 5 working days
            otherwise: [{ guard: "data.day > date('2026-06-01')", target: second }, { target: closed }]
          second: { within: 5 working days, otherwise: closed }
          closed: { type: final }
        """),
  ]
}
