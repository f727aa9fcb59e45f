import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse outbox retry`.
struct OutboxRetry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Has items that were given up tried again, with all their attempts before them.",
    discussion: """
      Prints what became of each: queued, waiting (it waits already), sent, or unknown. The answer is no where one is \
      unknown.

      Example: recourse outbox retry --all-dead --reason "the mail server is back"
      """)

  @Argument(help: "Items, as recourse outbox list names them.")
  var items: [String] = []

  @Flag(help: "Everything that was given up.")
  var allDead = false

  @Option(help: "What has changed since; it stands in the history of each case.")
  var reason: String?

  @OptionGroup var actor: ActorOptions

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard items.isEmpty == allDead else { throw ValidationError("name items, or say --all-dead") }
    for item in items where OutboxItem.ID(item) == nil {
      throw ValidationError("\"\(item)\" is no item; take its name from: recourse outbox list")
    }
  }

  func run() async throws {
    let options = actor
    let named = items.compactMap { OutboxItem.ID($0) }
    let (allDead, reason, format) = (allDead, reason, format)
    let outcomes = try await database.withStore { store in
      let actor = try await store.transaction { try options.actor(in: $0, usually: "case-manager") }
      var outcomes: [RetryOutcome] = []
      var wanted = named
      repeat {
        if allDead {
          wanted = try await store.transaction { try $0.deadLetters(limit: EngineLimits.requestBatch) }.map(\.id)
        }
        let batch = Array(wanted.prefix(EngineLimits.requestBatch))
        wanted.removeFirst(batch.count)
        guard !batch.isEmpty else { break }
        let answers = try await OutboxService.retry(batch, reason: reason, by: actor, in: store)
        for (id, answer) in zip(batch, answers) { Self.print(id, answer, format) }
        outcomes += answers
        // Where nothing moves any more, others are quicker, and asking on would never end.
        if allDead, !answers.contains(.queued) { break }
      } while allDead || !wanted.isEmpty
      return outcomes
    }
    if outcomes.isEmpty { Shell.complain("Nothing was given up.") }
    if outcomes.contains(.unknown) { throw Answer.no() }
  }

  private static func print(_ id: OutboxItem.ID, _ outcome: RetryOutcome, _ format: OutputFormat) {
    switch format {
    case .text: Shell.print("\(id)  \(outcome.rawValue)")
    case .json:
      Shell.print(
        JSONValue.object(["item": .string(id.description), "outcome": .string(outcome.rawValue)]).serialized())
    }
  }
}
