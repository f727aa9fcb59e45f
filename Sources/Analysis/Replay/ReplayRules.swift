package import Casework
package import CivilTime
package import WorkingTime

/// By what cases are lived through: which text of their workflow, which calendars, which directory.
package struct ReplayRules: Sendable {
  /// A calendar from an instant on, until the next of its versions.
  package struct Period: Sendable {
    package let from: Instant
    package let calendar: WorkingCalendar

    package init(from: Instant, calendar: WorkingCalendar) {
      self.from = from
      self.calendar = calendar
    }
  }

  /// The text by which every case goes from its opening on; nil where each goes by those that it had.
  package var workflow: Workflow?
  /// The versions by which cases went.
  package var versions: [WorkflowDigest: Workflow]
  /// By name the versions of each calendar, the oldest first.
  package var calendars: [String: [Period]]
  /// Whether the calendars are none that ever came into force, so that what the histories tell of those that did is
  /// left out.
  package var areCalendarsMadeUp: Bool
  /// Who could be reached from an instant on, the oldest first; what is before the first goes by the first.
  package var directories: [(from: Instant, directory: Directory)]

  package init(
    workflow: Workflow? = nil, versions: [WorkflowDigest: Workflow], calendars: [String: [Period]],
    areCalendarsMadeUp: Bool = false, directories: [(from: Instant, directory: Directory)]
  ) {
    self.workflow = workflow
    self.versions = versions
    self.calendars = calendars
    self.areCalendarsMadeUp = areCalendarsMadeUp
    self.directories = directories
  }

  func version(_ digest: WorkflowDigest) throws(HistoryGap) -> Workflow {
    guard let workflow = versions[digest] else { throw .otherVersion(digest) }
    return workflow
  }

  /// What a step of a workflow knows at an instant; nil where its calendar is not there.
  ///
  /// - Parameter revision: the change of the directory that the case's history says was known by then.
  func facts(for workflow: Workflow, at instant: Instant, directory revision: Int64 = 0) -> Facts? {
    guard let periods = calendars[workflow.calendar], let first = periods.first else { return nil }
    let period = periods.last { $0.from <= instant } ?? first
    return Facts(now: instant, calendar: period.calendar, directory: directory(at: instant, revision))
  }

  private func directory(at instant: Instant, _ revision: Int64) -> Directory {
    // By halves, as a year of absences makes many.
    var (low, high) = (0, directories.count)
    while low < high {
      let middle = (low + high) / 2
      if directories[middle].from <= instant { low = middle + 1 } else { high = middle }
    }
    // What a history names was there, whatever the clock showed when it was imported.
    while low < directories.count, directories[low].directory.revision <= revision { low += 1 }
    return directories.isEmpty ? Directory() : directories[max(0, low - 1)].directory
  }

  /// When another version of a workflow's calendar comes into force next.
  func nextCalendar(of workflow: Workflow, after instant: Instant) -> Instant? {
    guard let periods = calendars[workflow.calendar], periods.count > 1 else { return nil }
    return periods.dropFirst().first { $0.from > instant }?.from
  }
}
