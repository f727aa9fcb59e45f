import ArgumentParser
import Engine
import PostgresStore

/// `recourse serve`: pages and interface alone.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the pages and the interface, until it is interrupted. Run as many as you like.",
    discussion: """
      Timers and messages are the work of recourse work, on the same database.

      Example: recourse serve --database postgresql://localhost/recourse --web 0.0.0.0:8080 \
      --public-url https://concerns.example --behind-proxy
      """)

  @OptionGroup var web: WebOptions

  @OptionGroup var delivery: DeliveryOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (mail, _) = try delivery.read(database)
    try mail.prepare()
    let provider = try delivery.provider(database)
    let options = self
    try await Interruption.untilSignal {
      try await options.database.withStore { store in
        let rules = try options.database.subscriptions
        try await SubscriptionDesk(store: store, rules: rules).sealSecrets()
        let program = try WebProgram(store, options.web, mail, provider, rules)
        try await NodeLife(kind: "serve", store: store).whileSeen { try await program.run() }
      }
    }
  }
}
