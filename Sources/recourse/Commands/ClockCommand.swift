import ArgumentParser
import CivilTime
import Engine
import PostgresStore
import WorkflowFiles
import WorkingTime

/// `recourse clock`: the clock of a demonstration database. A real scheme's can't be moved.
struct ClockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "Shows the database's clock; moves that of a demonstration.",
    discussion: "Example: recourse clock advance \"10 working days\"", subcommands: [Show.self, Advance.self, To.self],
    defaultSubcommand: Show.self)

  /// `recourse clock show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows what time it is to Recourse.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await database.withStore { store in
        let clock = try await store.clock()
        Shell.print(clock.now.rfc3339)
        Shell.complain(clock.mayMove ? "This clock may be moved." : "This clock can't be moved.")
      }
    }
  }

  /// `recourse clock advance`.
  struct Advance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Moves the clock on by a delay.")

    @Argument(help: "A delay such as \"10 working days\".")
    var delay: String

    @Option(help: "The calendar that counts working days.")
    var calendar = "england-and-wales"

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let known = CalendarTexts.read(try ShippedFiles.calendarTexts())
      guard let calendar = known[calendar] else { throw Answer.no("there is no calendar \"\(calendar)\"") }
      try await database.withStore { store in
        let now = try await store.clock().now
        let target: Instant
        do {
          target = try calendar.dueInstant(of: Delay(parsing: delay), from: now)
        } catch let error as DelayError {
          throw ValidationError(error.description)
        } catch let error as CalendarError {
          throw Answer.no(error.description)
        }
        try await store.moveClock(to: target)
        Shell.print(target.rfc3339)
      }
    }
  }

  /// `recourse clock to`.
  struct To: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Moves the clock to an instant.")

    @Argument(help: "An instant such as 2026-12-01T09:00:00Z.")
    var instant: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      guard let target = Instant(rfc3339: instant) else {
        throw ValidationError("an instant looks like 2026-12-01T09:00:00Z")
      }
      try await database.withStore { store in
        try await store.moveClock(to: target)
        Shell.print(target.rfc3339)
      }
    }
  }
}
