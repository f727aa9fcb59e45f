import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore
import WorkflowFiles

/// `recourse calendars import`.
struct CalendarsImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes in calendars; where dates of open cases would move, only when told what becomes of them.",
    discussion: """
      Files are in GOV.UK's JSON shape (https://www.gov.uk/bank-holidays.json), or one calendar each. Steps wait while \
      dates are moved or kept.

      Example: recourse calendars import bank-holidays.json --fill-years --move
      """)

  @OptionGroup var files: CalendarFiles

  @Flag(help: "Moves the dates: each case's history says from when to when and why.")
  var move = false

  @Flag(help: "Keeps the dates of running timers; what starts from now on counts with the new calendar.")
  var keep = false

  @Flag(
    help: "Only shows what would move. That is so anyway where dates would move and neither --move nor --keep is given."
  )
  var dryRun = false

  @OptionGroup var actor: ActorOptions

  @Option(help: "text or json: a line for each case and one for all.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if [move, keep, dryRun].count(where: \.self) > 1 {
      throw ValidationError("--move, --keep and --dry-run exclude each other")
    }
  }

  func run() async throws {
    let output = CalendarOutput(format: format)
    let parsed = try files.read()
    let options = actor
    try await database.withStore { store in
      let actor = try await store.transaction { try options.actor(in: $0, usually: "operator") }
      let texts = try await files.texts(parsed, in: store)
      let service = CalendarService(store: store, reader: FileDefinitionReader())
      if dryRun { return output.end(try await service.preview(texts) { output.show($0, write: Shell.print) }) }
      let spool = try OutputSpool()
      do {
        let summary = try await service.keep(texts, move ? .move : keep ? .keep : .refuse, by: actor) { report in
          if case .begins = report { spool.clear() }
          output.show(report, write: spool.write)
        }
        try spool.print()
        output.end(summary)
      } catch CalendarRefusal.datesMove(let summary) {
        try spool.print()
        output.end(summary)
        throw CalendarRefusal.datesMove(summary)
      }
    }
  }
}

/// `recourse calendars preview`.
struct CalendarsPreview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Shows which dates of open cases calendars would move, and changes nothing.",
    discussion: """
      For each case: the running timers that would move, from when to when, the days that make the difference, and whom \
      they then tell; the promises that would be broken, or no longer be broken, if nobody acts; and when it would close. \
      A case without such a timer is shown where what lies further ahead would change so. In sum, how many of each.

      Example: recourse calendars preview bank-holidays.json --fill-years

      In JSON, a line each: reference, id, workflow, states, owner, assignee, timers (timer, from, to, because, earlier, \
      overdue, tells: party, as, template, name), breaches_gained and breaches_lost (clock, at), closes (from, to); then \
      one with outcome, calendars, cases, timers, earlier, unreadable, breaches_gained, breaches_lost, closings.
      """)

  @OptionGroup var files: CalendarFiles

  @Option(help: "text or json: a line for each case and one for all.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let output = CalendarOutput(format: format)
    let parsed = try files.read()
    try await database.withStore { store in
      let texts = try await files.texts(parsed, in: store)
      let service = CalendarService(store: store, reader: FileDefinitionReader())
      output.end(try await service.preview(texts) { output.show($0, write: Shell.print) })
    }
  }
}
