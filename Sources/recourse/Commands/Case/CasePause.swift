import ArgumentParser
import Casework

/// `recourse case pause`.
struct CasePause: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stops cases' clocks, for a reason.",
    discussion: "Example: recourse case pause 7KQ-4FM-X2PC --reason \"Waiting for the contract\"")

  @Argument(help: "The cases' references.")
  var references: [String]

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseRequests(references: references, actor: actor) { [reason] _, _ in .pause(reason: reason) }
      .perform(database)
  }
}

/// `recourse case resume`.
struct CaseResume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lets cases' clocks run on.",
    discussion: "Example: recourse case resume 7KQ-4FM-X2PC")

  @Argument(help: "The cases' references.")
  var references: [String]

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseRequests(references: references, actor: actor) { _, _ in .resume }.perform(database)
  }
}
