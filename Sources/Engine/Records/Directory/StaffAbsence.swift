package import CivilTime

/// Somebody of the scheme is away for a while, and somebody else looks after the cases meanwhile.
package struct StaffAbsence: Sendable, Hashable {
  /// The account of the person who is away.
  package let person: String
  package let firstDay: CivilDate
  /// The last day away: on the next, everything is as before.
  package let lastDay: CivilDate
  /// The account of whoever covers.
  package let cover: String
  /// Who noted it.
  package let notedBy: String

  package init(person: String, firstDay: CivilDate, lastDay: CivilDate, cover: String, notedBy: String) {
    self.person = person
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.cover = cover
    self.notedBy = notedBy
  }

  package func covers(_ day: CivilDate) -> Bool { firstDay <= day && day <= lastDay }
}
