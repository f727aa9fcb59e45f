import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let calendarStatements = [calendars, calendarVersions, keepCalendar, holdSteps, runningCases]

  func calendars() throws -> [String: String] {
    let pairs = try execute(Self.calendars).map { (try $0.string(0), try $0.string(1)) }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  private static let calendars = Statement(
    "calendars",
    """
    SELECT DISTINCT ON (name COLLATE "C") name, text FROM recourse.calendar_versions
    ORDER BY name COLLATE "C", revision DESC
    """)

  func calendarVersions() throws -> [CalendarVersion] {
    try execute(Self.calendarVersions).map { row in
      CalendarVersion(
        revision: try row.int64(0), name: try row.string(1), text: try row.string(2), keptAt: try row.instant(3))
    }
  }

  private static let calendarVersions = Statement(
    "calendar-versions", "SELECT revision, name, text, kept_at FROM recourse.calendar_versions ORDER BY revision")

  func keepCalendar(named name: String, text: String) throws {
    _ = try exchange([Command(Self.lockReference), Command(Self.keepCalendar, [.text(name), .text(text)])])
  }

  private static let keepCalendar = Statement(
    "keep-calendar",
    """
    WITH counted AS (
      UPDATE recourse.reference_revisions SET calendars = calendars + 1
      WHERE $2 IS DISTINCT FROM (
        SELECT text FROM recourse.calendar_versions WHERE name = $1 ORDER BY revision DESC LIMIT 1)
      RETURNING calendars
    )
    INSERT INTO recourse.calendar_versions (revision, name, sha256, text, kept_at)
    SELECT calendars, $1, encode(sha256(convert_to($2, 'UTF8')), 'hex'), $2, recourse.now() FROM counted
    """)

  func holdSteps() throws { try execute(Self.holdSteps) }

  /// Every step reads this table before it locks or writes anything of a case. So whoever has decided by the old
  /// calendars is waited for, and nobody decides until the new ones are in force.
  private static let holdSteps = Statement(
    "hold-steps", "LOCK TABLE recourse.reference_revisions IN ACCESS EXCLUSIVE MODE")

  func runningCases(after last: CaseID?, limit: Int) throws -> [CaseRecord] {
    try execute(Self.runningCases, [.id(last ?? .beforeAll), .integer(Int64(limit))]).map { try Self.record($0) }
  }

  private static let runningCases = Statement(
    "running-cases",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases WHERE case_id > $1 AND due_at IS NOT NULL ORDER BY case_id LIMIT $2
    """)
}
