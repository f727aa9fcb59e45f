package import Casework
package import CivilTime

/// Two forecasts of one case side by side, by the rules as they are and by others: what would be otherwise if nobody acts.
package struct ForecastComparison: Sendable {
  package let before: Forecast
  package let after: Forecast

  package init(before: Forecast, after: Forecast) {
    self.before = before
    self.after = after
  }

  /// The promises that would be broken by the others only, in order of time.
  package var breachesGained: [ClockBreach] { Self.breaches(of: after, without: before) }

  /// The promises that would be broken by the rules as they are only.
  package var breachesLost: [ClockBreach] { Self.breaches(of: before, without: after) }

  /// When the case closes, by both; nil where that is the same, or neither closes it.
  package var closing: (before: Instant?, after: Instant?)? {
    before.closesAt == after.closesAt ? nil : (before.closesAt, after.closesAt)
  }

  /// What a timer that runs now does by the others; nil where it never fires.
  package func step(of timer: CaseTimer) -> ForecastStep? {
    after.steps.first { $0.fired?.sequence == timer.sequence }
  }

  private static func breaches(of one: Forecast, without other: Forecast) -> [ClockBreach] {
    one.breaches.filter { breach in other.breaches.allSatisfy { $0.clock != breach.clock } }
  }
}

extension Forecast {
  /// When the case closes; nil where it does not.
  package var closesAt: Instant? { if case .closes(let at) = end { at } else { nil } }
}
