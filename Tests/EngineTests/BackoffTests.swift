import Engine
import Testing

@Suite struct BackoffTests {
  private let backoff = Backoff(floorSeconds: 10, firstSeconds: 60, longestSeconds: 1_000)

  @Test func `the ceiling doubles with each attempt, up to the longest wait`() {
    #expect((1...7).map { backoff.ceilingSeconds(after: $0) } == [60, 120, 240, 480, 960, 1_000, 1_000])
    #expect(backoff.ceilingSeconds(after: 0) == 60)
    #expect(backoff.ceilingSeconds(after: .max) == 1_000)
  }

  @Test func `chance alone decides where between floor and ceiling the next attempt lies`() {
    #expect(backoff.seconds(after: 1, random: 0) == 10)
    #expect(backoff.seconds(after: 1, random: 0.5) == 35)
    #expect(backoff.seconds(after: 1, random: 1.0.nextDown) == 60)
    for attempts in 1...40 {
      for random in stride(from: 0, to: 1, by: 0.01) {
        let seconds = backoff.seconds(after: attempts, random: random)
        #expect((10...backoff.ceilingSeconds(after: attempts)).contains(seconds))
      }
    }
  }

  @Test func `what failed together does not come back together`() {
    let waits = Set((0..<100).map { Backoff.outbox.seconds(after: 5, random: Double($0) / 100) })
    #expect(waits.count == 100)
  }

  @Test func `an item of the outbox is tried for most of a day before people are asked`() {
    let longest = (1..<EngineLimits.outboxAttempts).map { Backoff.outbox.ceilingSeconds(after: $0) }.reduce(0, +)
    #expect((24 * 3_600...48 * 3_600).contains(longest))
  }
}
