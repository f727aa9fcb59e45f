package import CivilTime
package import Engine
package import Postgres
import WorkingTime

/// What a database is right about only together with the world around it: the time, and the years that calendars cover.
package enum Surroundings {
  /// Seconds by which the clocks of machine and database may differ before it is worth a word.
  static let tolerableSeconds: Int64 = 5

  /// - Parameter now: the time by this machine's clock.
  package static func findings(
    of store: any Store, reader: any DefinitionReader, in pool: Pool, now: Instant
  ) async throws -> [Finding] {
    let answers = try await pool.query(clock) { row in (try row.timestamp(0), try row.timestamp(1)) }
    guard let (actual, decided) = answers.first else { return [] }
    var findings: [Finding] = []
    let here = now.microsecondsRoundedDown
    if abs(actual - here) > tolerableSeconds * 1_000_000 {
      findings.append(
        Finding(
          check: "clock-skew", severity: .warning, examples: ["\((actual - here) / 1_000_000) seconds"],
          meaning: "the clocks of this machine and of the database differ; deadlines go by the database's",
          remedy: "set both by a time server (chrony, systemd-timesyncd)"))
    }
    let calendars = try await store.transaction { try $0.calendars() }
    let year = WorkingCalendar.london.civil(at: Instant(microseconds: decided)).date.year
    // A workflow may set a deadline a year ahead: from then on it would be refused.
    let ending = try reader.calendars(from: calendars).values.filter { $0.years.upperBound <= year }.map(\.name)
    if !ending.isEmpty {
      findings.append(
        Finding(
          check: "calendar-ends", severity: .warning, count: ending.count, examples: ending.sorted(),
          meaning: "calendars end within a year, and a deadline past their last day is refused",
          remedy: "fetch the new bank holidays from GOV.UK and run `recourse calendars import`"))
    }
    return findings
  }

  private static let clock = Statement("doctor-clock", "SELECT clock_timestamp(), recourse.now()")
}
