import ArgumentParser
import Casework
import Delivery
import Engine
import EmbeddedPostgres
import Foundation
import Postgres
import PostgresStore

/// `recourse up`: the main job in one command.
struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Starts everything: PostgreSQL, the schema, the workflows, the engine, the pages.",
    discussion: """
      Runs until it is interrupted. Other recourse commands find the same database while it runs, and after.

      Example: recourse up --demo
      """)

  @Flag(help: "Loads example organisations, contacts and cases, into a database whose clock can be moved.")
  var demo = false

  @Flag(help: "Ends as soon as everything has been started, loaded and done that is due, in place of running on.")
  var once = false

  @OptionGroup var web: WebOptions

  @OptionGroup var delivery: DeliveryOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try database.prepareDirectory()
    let (mail, webhooks) = try delivery.read(database)
    try mail.prepare()
    var settled = self
    settled.web = web.settled()
    let options = settled
    try await Interruption.untilSignal { try await options.start(mail, webhooks) }
  }

  private func start(_ mail: MailTransport, _ webhooks: [String: Webhook]) async throws {
    if try database.url == nil { Shell.complain("Starting PostgreSQL in \(database.clusterDirectory) …") }
    let metrics = EngineMetrics()
    try await database.withDatabase(migrated: false, owning: true, metrics: metrics) { store, settings in
      try await store.migrate(mayMoveClock: demo)
      guard let workflows = ShippedFiles.workflows else {
        throw Answer.no("the folder Workflows was not found; say where it is in RECOURSE_WORKFLOWS")
      }
      var deployments: [Deployment] = []
      for path in try WorkflowPaths.expand([workflows.path]) {
        let loaded = try LoadedWorkflow.load(path)
        // What was deployed was proved then.
        let isKnown = try await store.transaction { transaction in
          try loaded.bundle.map { try transaction.currentVersion(of: $0.name) == $0.digest } ?? false
        }
        deployments.append(try Deployment(loaded, at: path, isKnown: isKnown))
      }
      for deployment in try await Deployment.inOrderOfStarts(deployments, in: store) {
        Shell.complain("Workflow \(try await deployment.deploy(to: store).words).")
      }
      if demo { try await demonstrate(store, workflows) }
      let (bell, pulse) = (Doorbell(), Pulse())
      let rules = try database.subscriptions
      try await SubscriptionDesk(store: store, rules: rules).sealSecrets()
      let worker = Worker(
        on: store, mail: mail, webhooks: webhooks, subscriptions: rules, site: web.site, bell: bell, pulse: pulse,
        metrics: metrics)
      if once { try await worker.drain() }
      try await report(store)
      let program =
        once
        ? nil : try WebProgram(store, web, mail, try delivery.provider(database), rules, worker: (metrics, pulse))
      if !once {
        let links = try await FirstAccounts(store: store, site: web.site).make(isDemonstration: demo)
        if !links.isEmpty { Shell.print("Set a password (each link works once, for three days):") }
        for line in links { Shell.print("  \(line)") }
      }
      guard !once else { return Shell.complain("Mail went to \(mail.words).") }
      Shell.complain("Working until interrupted (Control-C). Mail goes to \(mail.words).")
      try await ListeningOptions.whileListening(settings, bell) {
        try await NodeLife(kind: "up", store: store).whileSeen {
          try await withThrowingTaskGroup { group in
            group.addTask { try await worker.run() }
            group.addTask { try await program?.run() }
            defer { group.cancelAll() }
            try await group.next()
          }
        }
      }
    }
    Shell.complain("Stopped.")
  }

  private func demonstrate(_ store: PostgresStore, _ workflows: URL) async throws {
    let examples = workflows.appending(path: "supply-chain-concern/examples")
    var demonstration = Demonstration(store: store, examples: examples)
    Shell.complain(
      try await demonstration.run()
        ? "Loaded organisations, contacts and example cases." : "The example cases are there already.")
  }

  private func report(_ store: PostgresStore) async throws {
    let cases = try await store.transaction { try $0.cases(matching: CaseFilter(includesClosed: true, limit: 20)) }
    guard !cases.isEmpty else { return }
    let rows = cases.map { record in
      [
        record.reference.description, record.states.joined(separator: ", "), record.owner ?? "",
        record.closedAt.map { "closed \(LocalTime.day($0))" } ?? record.nextDue.map(LocalTime.minute) ?? "",
      ]
    }
    for line in Shell.table([["CASE", "STATE", "OWNER", "NEXT"]] + rows) { Shell.print(line) }
    Shell.complain("Look closer in another terminal: recourse case show \(cases[0].reference)")
  }
}
