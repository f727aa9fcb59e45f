import ArgumentParser

/// `recourse outbox`: what cases want done outside.
struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Shows what waits to be handed over and what could not be, and tries it again.",
    subcommands: [OutboxList.self, OutboxRetry.self])
}
