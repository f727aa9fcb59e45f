import ArgumentParser
import Casework

/// `recourse case pause`.
struct CasePause: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stops a case's clocks, for a reason.",
    discussion: "Example: recourse case pause 7KQ-4FM-X2PC --reason \"Waiting for the contract\"")

  @Argument(help: "The case's reference.")
  var reference: String

  @Option(help: "Why.")
  var reason: String

  @Option(name: .customLong("by"), help: "The role in which it is paused.")
  var role = "case-manager"

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseRequests.perform(
      { [reason] _ in .pause(reason: reason) }, on: reference, by: Actor(role: role), eventID: nil, database, .text)
  }
}

/// `recourse case resume`.
struct CaseResume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lets a case's clocks run on.",
    discussion: "Example: recourse case resume 7KQ-4FM-X2PC")

  @Argument(help: "The case's reference.")
  var reference: String

  @Option(name: .customLong("by"), help: "The role in which it is resumed.")
  var role = "case-manager"

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseRequests.perform(
      { _ in .resume }, on: reference, by: Actor(role: role), eventID: nil, database, .text)
  }
}
