package import Expression
package import WorkingTime

/// How long a timer runs, as the workflow says it.
package enum TimerLength: Sendable {
  /// A length that the file names, like `10 working days`.
  case fixed(Delay)
  /// A length or an instant that comes from the case's data, computed when the timer starts.
  case computed(Expression)
  /// The same, and this long at most: whichever of the two ends sooner, and the limit alone where the other can't be
  /// worked out.
  case limited(Expression, atMost: Delay)
}
