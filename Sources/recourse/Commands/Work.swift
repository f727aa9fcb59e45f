import ArgumentParser
import Engine
import PostgresStore

/// `recourse work`: the engine alone.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fires due timers and sends what waits, until it is interrupted. Run as many as you like.",
    discussion: "Example: recourse work --database postgresql://localhost/recourse --mail /var/spool/recourse")

  @Option(
    help:
      "The folder that messages are written to as files (RECOURSE_MAIL by default, else mail in the data directory).")
  var mail: String?

  @Flag(help: "Does all that is due now and ends, for tests and for those who run it by a timetable.")
  var once = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let folder = MailFolder.path(mail, database)
    let (database, once) = (database, once)
    try MailFolder.prepare(folder)
    try await Interruption.untilSignal {
      try await database.withStore { store in
        let worker = Worker(on: store, mail: folder)
        if once { return try await worker.drain() }
        Shell.complain("Working. Mail goes to \(folder).")
        try await worker.run()
      }
    }
  }
}
