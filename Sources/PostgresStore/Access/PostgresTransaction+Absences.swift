import CivilTime
import Engine
import Postgres

extension PostgresTransaction {
  static let absenceStatements = [allAbsences, keepAbsence, removeAbsence]

  func absences() throws -> [StaffAbsence] {
    try execute(Self.allAbsences).map { row in
      guard let first = try row.date(1), let last = try row.date(2) else { throw row.damaged(1, "is no date") }
      return StaffAbsence(
        person: try row.string(0), firstDay: first, lastDay: last, cover: try row.string(3), notedBy: try row.string(4))
    }
  }

  func keepAbsence(_ absence: StaffAbsence) throws {
    try execute(
      Self.keepAbsence,
      [
        .text(absence.person), .text(absence.firstDay.description), .text(absence.lastDay.description),
        .text(absence.cover), .text(absence.notedBy),
      ])
  }

  func removeAbsence(of person: String, from firstDay: CivilDate) throws {
    try execute(Self.removeAbsence, [.text(person), .text(firstDay.description)])
  }

  private static let allAbsences = Statement(
    "all-absences",
    """
    SELECT name, first_day, last_day, cover, noted_by FROM recourse.absences ORDER BY name COLLATE "C", first_day
    """)

  private static let keepAbsence = Statement(
    "keep-absence",
    """
    INSERT INTO recourse.absences (name, first_day, last_day, cover, noted_by, noted_at)
    VALUES ($1, $2, $3, $4, $5, recourse.now())
    ON CONFLICT (name, first_day) DO UPDATE SET last_day = EXCLUDED.last_day, cover = EXCLUDED.cover,
      noted_by = EXCLUDED.noted_by, noted_at = EXCLUDED.noted_at
    """)

  private static let removeAbsence = Statement(
    "remove-absence", "DELETE FROM recourse.absences WHERE name = $1 AND first_day = $2")
}
