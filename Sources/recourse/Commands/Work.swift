import ArgumentParser
import Engine
import PostgresStore

/// `recourse work`: the engine alone.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fires due timers and sends what waits, until it is interrupted. Run as many as you like.",
    discussion: "Example: recourse work --database postgresql://localhost/recourse --mail /var/spool/recourse")

  @Flag(help: "Does all that is due now and ends, for tests and for those who run it by a timetable.")
  var once = false

  @OptionGroup var delivery: DeliveryOptions

  @OptionGroup var listening: ListeningOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let mail = try delivery.transport(database)
    let (database, listening, once) = (database, listening, once)
    try mail.prepare()
    try await Interruption.untilSignal {
      try await database.withDatabase { store, settings in
        let bell = Doorbell()
        let worker = Worker(on: store, mail: mail, bell: bell)
        if once { return try await worker.drain() }
        try await listening.whileListening(settings, bell) {
          try await NodeLife(kind: "work", store: store).whileSeen {
            Shell.complain("Working. Mail goes to \(mail.words).")
            try await worker.run()
          }
        }
      }
    }
  }
}
