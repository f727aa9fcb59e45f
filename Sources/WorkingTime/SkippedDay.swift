package import CivilTime

/// A day that a deadline's count passed over.
package struct SkippedDay: Hashable, Sendable {
  /// Why a day does not count.
  package enum Reason: Hashable, Sendable {
    /// The office never opens on this day of the week.
    case weekend
    /// A bank holiday of this title.
    case holiday(String)
  }

  /// The day.
  package let date: CivilDate

  /// Why it does not count.
  package let reason: Reason

  package init(date: CivilDate, reason: Reason) {
    self.date = date
    self.reason = reason
  }

  /// The reason in words: "weekend", "Good Friday", or "closed on Wednesdays".
  package var explanation: String {
    switch reason {
    case .weekend: date.weekday >= 6 ? "weekend" : "closed on \(date.weekdayName)s"
    case .holiday(let title): title
    }
  }
}
