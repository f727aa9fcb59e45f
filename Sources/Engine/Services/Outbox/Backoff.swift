/// How long to wait before the next attempt: at random up to a ceiling that doubles, so that items which failed together
/// don't all come back together ("full jitter").
package struct Backoff: Sendable {
  /// No attempt follows sooner.
  package let floorSeconds: Int
  /// The ceiling after the first attempt.
  package let firstSeconds: Int
  /// No ceiling is higher.
  package let longestSeconds: Int

  package init(floorSeconds: Int, firstSeconds: Int, longestSeconds: Int) {
    precondition(0 <= floorSeconds && floorSeconds <= firstSeconds && firstSeconds <= longestSeconds, "bounds in order")
    self.floorSeconds = floorSeconds
    self.firstSeconds = firstSeconds
    self.longestSeconds = longestSeconds
  }

  /// For items of the outbox: a minute at first, six hours at most.
  package static let outbox = Backoff(floorSeconds: 10, firstSeconds: 60, longestSeconds: 6 * 3_600)

  /// The longest wait after a number of attempts.
  package func ceilingSeconds(after attempts: Int) -> Int {
    // Thirty doublings pass any ceiling, and no shift overflows.
    min(longestSeconds, firstSeconds << min(max(0, attempts - 1), 30))
  }

  /// The wait after a number of attempts.
  ///
  /// - Parameter random: at least 0 and below 1.
  package func seconds(after attempts: Int, random: Double) -> Int {
    floorSeconds + Int(Double(ceilingSeconds(after: attempts) - floorSeconds + 1) * random)
  }
}
