package import CivilTime

/// That a clock's limit passes if nobody acts.
package struct ClockBreach: Sendable, Hashable {
  package let clock: String
  package let at: Instant

  package init(clock: String, at: Instant) {
    self.clock = clock
    self.at = at
  }
}
