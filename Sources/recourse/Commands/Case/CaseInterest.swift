import ArgumentParser
import Casework

/// `recourse case interest`: who has a stake in a case, and so is barred from it.
struct CaseInterest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interest", abstract: "Keeps people with a stake in a case from looking after it or deciding in it.",
    subcommands: [Declare.self, Withdraw.self])

  /// `recourse case interest declare`.
  struct Declare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "declare", abstract: "Declares an interest: one can neither be given the case nor send its events.",
      discussion: "Example: recourse case interest declare 7KQ-4FM-X2PC --reason \"My brother works there\" --as okafor"
    )

    @Argument(help: "The cases' references.")
    var references: [String]

    @Option(help: "The account of the person, where it is not whoever declares it.")
    var person: String?

    @Option(help: "What the interest is.")
    var reason: String

    @OptionGroup var actor: ActorOptions

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      guard let person = person ?? actor.user ?? actor.name else {
        throw Answer(status: 2, message: "recourse: say with --as or --person whose interest it is")
      }
      try await CaseRequests(references: references, actor: actor) { [reason] _, _ in
        .act(.declareInterest(person: Person.key(person), reason: reason))
      }.perform(database)
    }
  }

  /// `recourse case interest withdraw`.
  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Lifts the bar again, for a reason: never the person concerned.",
      discussion:
        "Example: recourse case interest withdraw 7KQ-4FM-X2PC --person okafor --reason \"He has left\" --as lee")

    @Argument(help: "The cases' references.")
    var references: [String]

    @Option(help: "The account of the person.")
    var person: String

    @Option(help: "Why there is no interest any more.")
    var reason: String

    @OptionGroup var actor: ActorOptions

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await CaseRequests(references: references, actor: actor) { [person, reason] _, _ in
        .act(.withdrawInterest(person: Person.key(person), reason: reason))
      }.perform(database)
    }
  }
}
