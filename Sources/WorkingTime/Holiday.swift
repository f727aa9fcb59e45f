package import CivilTime

/// A day on which the office stays closed though the week would have it open.
package struct Holiday: Hashable, Sendable {
  /// The day.
  package let date: CivilDate

  /// What people call it: "Good Friday".
  package let title: String

  /// A holiday of this title on this day.
  package init(_ date: CivilDate, _ title: String) {
    self.date = date
    self.title = title
  }
}
