package import CivilTime

/// That a case's clocks are stopped: since when, why, and until when at the latest.
package struct Pause: Sendable, Hashable {
  package let since: Instant
  package let reason: String
  package let until: Instant?

  package init(since: Instant, reason: String, until: Instant?) {
    self.since = since
    self.reason = reason
    self.until = until
  }
}
