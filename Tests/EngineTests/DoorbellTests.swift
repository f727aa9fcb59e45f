import Engine
import Testing

@Suite(.timeLimit(.minutes(15))) struct DoorbellTests {
  /// Longer than any test may take: a rest that ends was ended.
  private static let forever = Duration.seconds(3_600)

  @Test func `a ring ends a rest`() async {
    let bell = Doorbell()
    async let rest: Void = bell.rest(atMost: Self.forever)
    bell.ring()
    await rest
    #expect(!bell.isHeard)
  }

  @Test func `a ring before the rest is not lost, and many are one`() async {
    let bell = Doorbell()
    for _ in 1...3 { bell.ring() }
    await bell.rest(atMost: Self.forever)
    let resting = Task { await bell.rest(atMost: Self.forever) }
    resting.cancel()
    await resting.value
    #expect(resting.isCancelled)
  }

  @Test func `a rest is over when its time is, and when its task is cancelled`() async {
    let bell = Doorbell()
    await bell.rest(atMost: .zero)
    let resting = Task { await bell.rest(atMost: Self.forever) }
    resting.cancel()
    await resting.value
    bell.isHeard = true
    #expect(bell.isHeard)
  }
}
