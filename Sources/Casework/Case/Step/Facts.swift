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
  /// Which versions of calendars and directory these are, for the history; nil where nobody keeps versions.
  package var versions: FactVersions?

  package init(
    now: Instant, calendar: WorkingCalendar, directory: Directory, enforcesRoles: Bool = true,
    versions: FactVersions? = nil
  ) {
    self.versions = versions
    self.now = now
    self.calendar = calendar
    self.directory = directory
    self.enforcesRoles = enforcesRoles
  }
}
