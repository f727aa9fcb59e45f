package import CivilTime
package import WorkingTime

/// All that a step may know besides the case and the event: it asks nobody for anything else.
package struct Facts: Sendable {
  /// The instant of the step.
  package var now: Instant
  /// The calendar that counts the workflow's working days.
  package var calendar: WorkingCalendar
  /// Who can be reached, in which role, for which organisation.
  package var directory: Directory
  /// Whether `by` is held against the actor's role. Simulations may leave it off.
  package var enforcesRoles: Bool

  package init(now: Instant, calendar: WorkingCalendar, directory: Directory, enforcesRoles: Bool = true) {
    self.now = now
    self.calendar = calendar
    self.directory = directory
    self.enforcesRoles = enforcesRoles
  }
}
