import ArgumentParser
import Delivery
import Engine
import PostgresStore

/// `recourse work`: the engine alone.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fires due timers and sends what waits, until it is interrupted. Run as many as you like.",
    discussion: """
      When it is told to stop (SIGTERM, Control-C) it finishes what it has in hand; a second signal ends it at once.

      Example: recourse work --database postgresql://localhost/recourse --mail /var/spool/recourse
      """)

  @Flag(help: "Does all that is due now and ends, for tests and for those who run it by a timetable.")
  var once = false

  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: .customLong("public-url"),
    help: """
      Where the pages are reached, such as https://concerns.example: letters then have a link to answer by. \
      RECOURSE_PUBLIC_URL by default; without either they have none.
      """)
  var publicURL: String?

  @OptionGroup var listening: ListeningOptions

  @OptionGroup var monitoring: MonitoringOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (mail, webhooks) = try delivery.read(database)
    try mail.prepare()
    let options = self
    try await Interruption.untilSignal { try await options.work(mail, webhooks) }
  }

  private func work(_ mail: MailTransport, _ webhooks: [String: Webhook]) async throws {
    let (bell, pulse, metrics) = (Doorbell(), Pulse(), EngineMetrics())
    try await database.withDatabase(metrics: metrics) { store, settings in
      let rules = try database.subscriptions
      try await SubscriptionDesk(store: store, rules: rules).sealSecrets()
      let worker = Worker(
        on: store, mail: mail, webhooks: webhooks, subscriptions: rules,
        site: publicURL ?? Environment["RECOURSE_PUBLIC_URL"], bell: bell, pulse: pulse, metrics: metrics)
      if once { return try await worker.drain() }
      let page = MonitoringPage(store: store, worker: (metrics, pulse))
      try await listening.whileListening(settings, bell, direct: try database.settings.database.listen) {
        try await NodeLife(kind: "work", store: store).whileSeen {
          try await monitoring.whileServing(page, Worker.logger) {
            Shell.complain("Working. Mail goes to \(mail.words).")
            try await worker.run()
          }
        }
      }
    }
  }
}
