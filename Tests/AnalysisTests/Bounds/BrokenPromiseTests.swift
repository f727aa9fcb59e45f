import Analysis
import Testing

@Suite("A promise that the deadlines break is told, and one that they keep is not") struct BrokenPromiseTests {
  struct Promise: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    /// The working days that the case takes; nil where the promise is kept.
    var days: Int?
  }

  private static let head = "parties: { desk: { staff: true } }\n"

  static let broken = [
    Promise(
      testDescription: "a ladder longer than the limit",
      text: """
        clocks: { whole: { limit: workingDays(10), stops: [closed], warn-at: [100%] } }
        states:
          first: { within: 8 working days, otherwise: second }
          second: { within: 3 working days, otherwise: closed }
          closed: { type: final }
        """, days: 11),
    Promise(
      testDescription: "shorter only for those who have the shorter limit",
      text: """
        form: [central]
        data: { central: { type: bool, required: true } }
        clocks: { whole: { limit: "data.central ? workingDays(5) : workingDays(10)", stops: [closed], warn-at: [100%] } }
        states:
          first: { within: { for: "data.central ? workingDays(6) : workingDays(9)" }, otherwise: closed }
          closed: { type: final }
        """, days: 6),
    Promise(
      testDescription: "from the state that starts the clock",
      text: """
        clocks: { whole: { limit: workingDays(10), starts: second, stops: [closed], warn-at: [100%] } }
        states:
          first: { within: 2 working days, otherwise: second }
          second: { within: 11 working days, otherwise: closed }
          closed: { type: final }
        """, days: 11),
    Promise(
      testDescription: "when everybody acts on the last day, though silence is short",
      text: """
        clocks: { whole: { limit: workingDays(10), stops: [closed], warn-at: [100%] } }
        states:
          first: { within: 8 working days, otherwise: closed, on: { go: { by: [desk], target: second } } }
          second: { within: 8 working days, otherwise: closed }
          closed: { type: final }
        """, days: 16),
    Promise(
      testDescription: "thirty days hold up to twenty-two working days",
      text: """
        clocks: { whole: { limit: workingDays(21), stops: [closed], warn-at: [100%] } }
        states:
          first: { within: 30 days, otherwise: closed }
          closed: { type: final }
        """, days: 22),
    Promise(
      testDescription: "seventy-five working days under a target of two months",
      text: """
        clocks: { whole: { limit: months(2), stops: [published], warn-at: [50%] } }
        states:
          first: { within: 35 working days, otherwise: second }
          second: { within: 40 working days, otherwise: published }
          published: { always: closed }
          closed: { type: final }
        """, days: 75),
  ]

  static let kept = [
    Promise(
      testDescription: "exactly as long as the limit",
      text: """
        clocks: { whole: { limit: workingDays(11), stops: [closed], warn-at: [100%] } }
        states:
          first: { within: 8 working days, otherwise: second }
          second: { within: 3 working days, otherwise: closed }
          closed: { type: final }
        """),
    Promise(
      testDescription: "each within its own limit",
      text: """
        form: [central]
        data: { central: { type: bool, required: true } }
        clocks: { whole: { limit: "data.central ? workingDays(5) : workingDays(10)", stops: [closed], warn-at: [100%] } }
        states:
          first: { within: { for: "data.central ? workingDays(5) : workingDays(10)" }, otherwise: closed }
          closed: { type: final }
        """),
    Promise(
      testDescription: "the long state is over before the clock starts",
      text: """
        clocks: { whole: { limit: workingDays(10), starts: second, stops: [closed], warn-at: [100%] } }
        states:
          first: { within: 20 working days, otherwise: second }
          second: { within: 10 working days, otherwise: closed }
          closed: { type: final }
        """),
    Promise(
      testDescription: "the clock stands still in the long state",
      text: """
        clocks: { whole: { limit: workingDays(10), stops: [closed], pauses-in: [first], warn-at: [100%] } }
        states:
          first: { within: 20 working days, otherwise: second }
          second: { within: 10 working days, otherwise: closed }
          closed: { type: final }
        """),
    Promise(
      testDescription: "the clock stops before the long state",
      text: """
        clocks: { whole: { limit: workingDays(10), stops: [second], warn-at: [100%] } }
        states:
          first: { within: 10 working days, otherwise: second }
          second: { within: 20 working days, otherwise: closed }
          closed: { type: final }
        """),
  ]

  @Test(arguments: broken) func `a broken promise says how long the case takes`(promise: Promise) throws {
    let bounds = Bounds(try Written.workflow(Self.head + promise.text))
    #expect(bounds.brokenPromises.map(\.workingDays) == [promise.days])
  }

  @Test func `it is told whether silence alone breaks a promise or only people who act late`() throws {
    let clock = "clocks: { whole: { limit: workingDays(10), stops: [closed], warn-at: [100%] } }\n"
    let silent = Bounds(
      try Written.workflow(
        Self.head + clock
          + "states: { first: { within: 20 working days, otherwise: closed }, closed: { type: final } }"))
    #expect(silent.brokenPromises.map(\.isSilent) == [true])
    let late = Bounds(
      try Written.workflow(
        Self.head + clock + """
          states:
            first: { within: 8 working days, otherwise: closed, on: { pass: { target: second } } }
            second: { within: 8 working days, otherwise: closed }
            closed: { type: final }
          """))
    #expect(late.brokenPromises.map(\.isSilent) == [false])
    #expect(late.brokenPromises.map(\.workingDays) == [16])
  }

  @Test(arguments: kept) func `a kept promise is not told`(promise: Promise) throws {
    let bounds = Bounds(try Written.workflow(Self.head + promise.text))
    #expect(bounds.brokenPromises.isEmpty)
  }
}
