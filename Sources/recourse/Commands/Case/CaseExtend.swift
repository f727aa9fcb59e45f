import ArgumentParser
import Casework
import WorkingTime

/// `recourse case extend`.
struct CaseExtend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Gives a running deadline more time, which somebody else has approved.",
    discussion:
      "Example: recourse case extend 7KQ-4FM-X2PC --for \"5 working days\" --reason \"Files are large\" --approver lee --as okafor"
  )

  @Argument(help: "The cases' references.")
  var references: [String]

  @Option(name: .customLong("for"), help: "How much more, such as \"5 working days\".")
  var delay: String

  @Option(help: "Why.")
  var reason: String

  @Option(help: "The account of the person who approved it: not whoever extends.")
  var approver: String

  @Option(help: "The state whose deadline it is; the innermost by default.")
  var deadline: String?

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let more: Delay
    do throws(DelayError) {
      more = try Delay(parsing: delay)
    } catch {
      throw Answer(status: 2, message: "recourse: --for: \(error.message); \(error.remedy)")
    }
    try await CaseRequests(references: references, actor: actor) { [deadline, reason, approver] _, transaction in
      let approver = try Accounts.colleague(approver, in: transaction)
      return .act(.extend(DeadlineExtension(of: deadline, by: more, reason: reason, approver: approver)))
    }.perform(database)
  }
}
