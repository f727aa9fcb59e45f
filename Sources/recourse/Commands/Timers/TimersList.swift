import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON

/// `recourse timers list`.
struct TimersList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists overdue timers, the parked ones first, with the reason and how late each is.",
    discussion: "Example: recourse timers list --parked")

  @Flag(help: "Only those that wait for a person.")
  var parked = false

  @Option(help: "At most so many cases.")
  var limit = 50

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    guard limit > 0 else { throw ValidationError("--limit is at least 1") }
    let timers = try await database.withStore { store in
      try await TimerDesk(store: store, library: Library(reader: FileDefinitionReader()))
        .overdue(onlyParked: parked, limit: limit)
    }
    switch format {
    case .json: for timer in timers { Shell.print(JSONValue.object(Self.json(timer)).serialized()) }
    case .text:
      guard !timers.isEmpty else {
        return Shell.complain("No timer is \(parked ? "parked" : "overdue").")
      }
      let rows = timers.map { timer in
        [
          timer.reference.description, timer.timer ?? "", LocalTime.minute(timer.due),
          Self.words(timer.lag),
          timer.parked?.onOneLine ?? "due",
        ]
      }
      for line in Shell.table([["REFERENCE", "TIMER", "DUE", "LATE BY", "WHY"]] + rows) {
        Shell.print(line)
      }
    }
  }

  private static func json(_ timer: TimerDesk.OverdueTimer) -> JSONObject {
    [
      "reference": .string(timer.reference.description), "workflow": .string(timer.workflow),
      "timer": timer.timer.map(JSONValue.string) ?? .null, "due": .string(timer.due.rfc3339),
      "lag_seconds": .integer(timer.lag.components.seconds),
      "parked": timer.parked.map(JSONValue.string) ?? .null,
      "next_attempt": timer.nextAttempt.map { .string($0.rfc3339) } ?? .null,
    ]
  }

  /// The largest unit that fits, rounded down.
  private static func words(_ lag: Duration) -> String {
    let seconds = lag.components.seconds
    let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "min")]
    let unit = units.first { seconds >= $0.0 } ?? (1, "s")
    return "\(seconds / unit.0) \(unit.1)"
  }
}
