import ArgumentParser
import Casework

/// `recourse case reopen`.
struct CaseReopen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Takes up closed cases again, where their workflow says how.",
    discussion: "Example: recourse case reopen 7KQ-4FM-X2PC --reason \"New evidence\" --as lee")

  @Argument(help: "The cases' references.")
  var references: [String]

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseRequests(references: references, actor: actor) { [reason] _, _ in .act(.reopen(reason: reason)) }
      .perform(database)
  }
}

/// `recourse case withdraw`.
struct CaseWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Tells cases that whoever raised them withdraws: sends the workflow's event of that name.",
    discussion: "Example: recourse case withdraw 7KQ-4FM-X2PC --by supplier")

  @Argument(help: "The cases' references.")
  var references: [String]

  @Option(help: "field=value: one field that the event asks for.")
  var set: [String] = []

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let assignments = try FieldText.assignments(set)
    try await CaseRequests(references: references, actor: actor) { workflow, _ in
      let answers = workflow.chart.transitions.contains { transition in
        if case .event(let descriptors) = transition.trigger {
          descriptors.contains { $0.matches("withdraw") }
        } else {
          false
        }
      }
      guard answers else {
        throw Answer.no(
          "recourse: \(workflow.name) has no event \"withdraw\"; close the case by one that it has: recourse case show")
      }
      let form = FieldText.data(assignments, over: [:], workflow)
      return .send(event: "withdraw", data: form.isEmpty ? nil : .object(form))
    }.perform(database)
  }
}
