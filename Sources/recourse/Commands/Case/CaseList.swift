import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore
import WorkingTime

/// `recourse case list`.
struct CaseList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists cases, the next deadline first.",
    discussion: "Example: recourse case list --owner case-team")

  @Option(help: "Only those of one workflow.")
  var workflow: String?

  @Option(help: "Only those resting in a state.")
  var state: String?

  @Option(help: "Only those whose move it is.")
  var owner: String?

  @Option(help: "Only those that one person has in hand.")
  var assignee: String?

  @Flag(help: "Only those that a person must look at, as a timer's step was refused.")
  var parked = false

  @Flag(help: "Closed ones as well.")
  var all = false

  @Option(help: "At most so many.")
  var limit = 50

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    guard limit > 0 else { throw ValidationError("--limit is at least 1") }
    let filter = CaseFilter(
      workflow: workflow, state: state, owner: owner, assignee: assignee, isParked: parked, includesClosed: all,
      limit: limit)
    let records = try await database.withStore { store in
      try await store.transaction { try $0.cases(matching: filter) }
    }
    switch format {
    case .json:
      for record in records { Shell.print(JSONValue.object(record.json).serialized()) }
    case .text:
      let rows = records.map { record in
        [
          record.reference.description, record.workflow, record.states.joined(separator: ", "), record.owner ?? "",
          record.assignee ?? "",
          record.closedAt.map { "closed \(LocalTime.day($0))" } ?? record.nextDue.map(LocalTime.minute) ?? "",
          record.parked.map { "parked: \($0)" } ?? "",
        ]
      }
      let heading = ["REFERENCE", "WORKFLOW", "STATE", "OWNER", "WITH", "NEXT", ""]
      for line in Shell.table([heading] + rows) { Shell.print(line) }
      if records.count == filter.limit { Shell.complain("Only the first \(filter.limit) are shown; see --limit.") }
    }
  }
}

/// Instants as case managers read them: in London.
enum LocalTime {
  static func minute(_ instant: Instant) -> String {
    let (date, second) = WorkingCalendar.london.civil(at: instant)
    let clock = [second / 3_600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(date) \(clock)"
  }

  static func day(_ instant: Instant) -> String { WorkingCalendar.london.civil(at: instant).date.description }
}
