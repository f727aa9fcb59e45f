import Casework
import CivilTime
import Engine
import WorkingTime

/// A case as a row of a list.
struct CaseLine: Sendable {
  /// Under which heading a case stands: in the order in which people should look.
  enum Group: Int, Sendable, Hashable, CaseIterable, Comparable {
    case stuck, critical, overdue, soon, later, none, paused, closed

    var title: String {
      switch self {
      case .stuck: "Needs a person"
      case .critical: "Critically overdue"
      case .overdue: "Overdue"
      case .soon: "Due soon"
      case .later: "Not due yet"
      case .none: "No deadline"
      case .paused: "Paused"
      case .closed: "Closed"
      }
    }

    var colour: String {
      switch self {
      case .stuck, .critical, .overdue: "red"
      case .soon: "yellow"
      case .later: "blue"
      case .none, .paused, .closed: "grey"
      }
    }

    static func < (left: Group, right: Group) -> Bool { left.rawValue < right.rawValue }
  }

  /// Within so many working days a deadline is soon.
  static let soon = 5

  let record: CaseRecord
  let title: String
  let urgency: CaseUrgency.Level
  /// Who raised it, where the reader may know.
  let supplier: String?
  let department: String?
  let steps: [String]
  let waitsFor: String?
  let group: Group
  /// The deadline that counts, or when the case closed.
  let due: Instant?
  let timeLeft: String
  /// Why it stands where it does, in words.
  let reason: String

  init(_ row: CaseRow, _ door: IdentityDoor, _ facts: Facts) {
    let workflow = row.workflow
    record = row.record
    title = workflow.headline(of: row.case)
    supplier = door.whoRaisedIt
    department = workflow.organisation(of: row.case).map {
      facts.directory.organisations.organisation(named: $0)?.title ?? $0
    }
    steps = row.record.states.map { id in
      workflow.chart.state(id).map { workflow.stateNotes[$0].title } ?? id
    }
    waitsFor = row.record.owner.map { workflow.party(named: $0)?.title ?? $0 }
    due = Self.due(row, facts)
    urgency = row.urgency.level
    reason = CaseworkWords.sentence(DayWords.told(row.urgency.reason))
    let left = due.flatMap { due in
      // Past the calendar's end the date stands without the days that are left.
      try? facts.calendar.workingDays(from: DayWords.date(of: facts.now), to: DayWords.date(of: due))
    }
    group = Self.group(of: row.urgency.level, workingDaysLeft: left)
    timeLeft = Self.words(group, left)
  }

  /// What a person has to keep. A case that a person must look at still has its deadline, which its next timer, maybe a
  /// reminder, is not; the deadlines of one that is paused stand still.
  private static func due(_ row: CaseRow, _ facts: Facts) -> Instant? {
    switch row.urgency.level {
    case .parked: CaseUrgency.deadline(of: row.case, row.workflow, facts.calendar) ?? row.urgency.due
    case .paused: nil
    case .breached, .overdue, .today, .warned, .due, .idle, .closed: row.urgency.due
    }
  }

  /// What stands in the deadline's place where there is no date.
  var withoutDue: String { urgency == .paused ? "Stands still" : "None" }

  private static func group(of level: CaseUrgency.Level, workingDaysLeft left: Int?) -> Group {
    switch level {
    case .parked: .stuck
    case .breached: .critical
    case .overdue: .overdue
    case .today: .soon
    case .warned, .due: left.map { $0 <= soon } == true ? .soon : .later
    case .idle: .none
    case .paused: .paused
    case .closed: .closed
    }
  }

  private static func words(_ group: Group, _ left: Int?) -> String {
    switch group {
    case .closed: "Closed"
    case .paused: "Paused"
    case .none: "No deadline"
    case .stuck, .critical, .overdue, .soon, .later: left.map(TimeLeft.words) ?? group.title
    }
  }
}

/// Working days that are left, in words.
enum TimeLeft {
  static func words(_ days: Int) -> String {
    switch days {
    case 0: "Due today"
    case 1: "1 working day"
    case -1: "1 working day over"
    case ..<0: "\(-days) working days over"
    default: "\(days) working days"
    }
  }
}
