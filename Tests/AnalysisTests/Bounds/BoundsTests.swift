import Analysis
import Testing

@Suite("How long cases last at most") struct BoundsTests {
  @Test func `a ladder of deadlines lasts as long as all of them together`() throws {
    let bounds = Bounds(
      try Written.workflow(
        """
        parties: { desk: { staff: true } }
        states:
          first: { within: 5 working days, otherwise: second, on: { go: { by: [desk], target: second } } }
          second: { within: 10 working days, otherwise: closed, on: { done: { by: [desk], target: good } } }
          closed: { type: final }
          good: { type: final }
        """))
    #expect(bounds.silentWorkingDays == 15)
    #expect(bounds.worstCaseWorkingDays == 15)
    #expect(bounds.finals.map(\.state) == ["closed", "good"])
    #expect(bounds.finals.map(\.workingDays) == [15, 15])
    #expect(bounds.finals[0].dominatedBy.map(\.state) == ["second", "first"])
    #expect(bounds.waitsForever.isEmpty)
    #expect(bounds.unboundedLoops.isEmpty)
  }

  @Test func `a state without a deadline waits for ever, and so does what silence leads into it`() throws {
    let bounds = Bounds(
      try Written.workflow(
        """
        parties: { desk: { staff: true } }
        states:
          first: { within: 5 working days, otherwise: second }
          second: { on: { done: { by: [desk], target: closed } } }
          closed: { type: final }
        """))
    #expect(bounds.silentWorkingDays == nil)
    #expect(bounds.worstCaseWorkingDays == nil)
    #expect(bounds.finals.map(\.workingDays) == [nil])
    #expect(bounds.waitsForever.map(\.state) == ["second", "first"])
    #expect(bounds.waitsForever[0].trace == ["first.within"])
  }

  @Test func `what people can repeat without end has no bound, and is a circle`() throws {
    let bounds = Bounds(
      try Written.workflow(
        """
        parties: { desk: { staff: true } }
        states:
          first: { within: 5 working days, otherwise: closed, on: { go: { by: [desk], target: second } } }
          second: { within: 10 working days, otherwise: closed, on: { back: { by: [desk], target: first } } }
          closed: { type: final }
        """))
    #expect(bounds.silentWorkingDays == 5)
    #expect(bounds.worstCaseWorkingDays == nil)
    #expect(bounds.unboundedLoops.map(\.states) == [["first", "second"]])
    #expect(bounds.unboundedLoops.first?.trace == ["go", "back"])
  }
}
