import ArgumentParser
import CivilTime
import Engine
import JSON
import PostgresStore
import WorkingTime

/// `recourse calendars list`.
struct CalendarsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the calendars that are in force, and the years that each covers.",
    discussion: "Example: recourse calendars list --versions")

  @Flag(help: "Every version that a calendar ever had, the oldest first.")
  var versions = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let all = try await database.withStore { store in
      try await store.transaction { try $0.calendarVersions() }
    }
    let newest = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let shown = versions ? all : newest.values.sorted { $0.name < $1.name }
    let rows = shown.map { version in
      // As it counted in its day: a union of what its members were then.
      let then = Dictionary(
        all.filter { $0.revision <= version.revision }.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
      return (version: version, calendar: CalendarTexts.read(then)[version.name])
    }
    switch format {
    case .json: for row in rows { Shell.print(Self.json(row.version, row.calendar).serialized()) }
    case .text:
      let lines = rows.map { version, calendar in
        [
          version.name, "\(version.revision)", LocalTime.day(version.keptAt),
          calendar.map { "\($0.years.lowerBound)-\($0.years.upperBound)" } ?? "unreadable",
          String(version.digest.prefix(12)),
        ]
      }
      for line in Shell.table([["CALENDAR", "VERSION", "SINCE", "YEARS", "SHA-256"]] + lines) { Shell.print(line) }
    }
  }

  private static func json(_ version: CalendarVersion, _ calendar: WorkingCalendar?) -> JSONValue {
    let years: JSONValue =
      calendar.map { [.integer(Int64($0.years.lowerBound)), .integer(Int64($0.years.upperBound))] } ?? .null
    return [
      "name": .string(version.name), "version": .integer(version.revision), "since": .string(version.keptAt.rfc3339),
      "years": years, "zone": calendar.map { .string($0.zone.identifier) } ?? .null,
      "sha256": .string(version.digest),
    ]
  }
}
