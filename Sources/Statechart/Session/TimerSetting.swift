package import CivilTime
package import Expression
package import WorkingTime

/// How long a timer runs, once it has been started: what the host turns into a due date.
package enum TimerSetting: Hashable, Sendable {
  /// A delay in its own unit; the host counts it on its calendar.
  case delay(Delay)
  /// A delay that one of the host's own functions made, like `workingDays(data.n)`.
  case value(Value)
  /// The instant at which it fires.
  case at(Instant)
  /// The sooner of another setting and a delay.
  indirect case limited(TimerSetting, atMost: Delay)
}
