import Synchronization

/// Tells whether a loop still goes round.
package final class Pulse: Sendable {
  private let last = Mutex(ContinuousClock.now)

  package init() {}

  /// Says that the loop is alive.
  package func beat() { last.withLock { $0 = .now } }

  /// How long ago that was.
  package var silence: Duration { last.withLock { $0.duration(to: .now) } }
}
