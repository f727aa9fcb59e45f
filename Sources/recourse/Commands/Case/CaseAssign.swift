import ArgumentParser
import Casework
import Engine
import PostgresStore

/// `recourse case assign`.
struct CaseAssign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Gives cases to somebody to look after.",
    discussion: "Example: recourse case assign 7KQ-4FM-X2PC --to okafor --as lee")

  @Argument(help: "The cases' references.")
  var references: [String]

  @Option(help: "The account of the person; \"nobody\" gives the cases back to the queue.")
  var to: String

  @Option(help: "Why.")
  var reason: String?

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseRequests(references: references, actor: actor) { [to, reason] _, transaction in
      let person = to == "nobody" ? nil : try Accounts.colleague(to, in: transaction)
      return .act(.assign(CaseAssignment(to: person, reason: reason)))
    }.perform(database)
  }
}

/// `recourse case claim`.
struct CaseClaim: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Takes cases that nobody looks after.",
    discussion: "Example: recourse case claim 7KQ-4FM-X2PC --as okafor")

  @Argument(help: "The cases' references.")
  var references: [String]

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    guard let person = actor.user ?? actor.name else {
      throw Answer(status: 2, message: "recourse: say with --as who claims them")
    }
    try await CaseRequests(references: references, actor: actor) { _, _ in
      .act(.assign(CaseAssignment(to: Person.key(person), where: .nobodys)))
    }.perform(database)
  }
}

/// `recourse case handover`.
struct CaseHandover: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover", abstract: "Hands all open cases of one person to another, or those of one workflow.",
    discussion: "Example: recourse case handover --from okafor --to lee --reason \"On leave\" --as lee")

  @Argument(help: "Only these cases.")
  var references: [String] = []

  @Option(help: "Whose cases.")
  var from: String

  @Option(help: "Who gets them; \"nobody\" gives them back to the queue.")
  var to: String

  @Option(help: "Only those of one workflow.")
  var workflow: String?

  @Option(help: "Only those resting in a state.")
  var state: String?

  @Option(help: "Why.")
  var reason: String?

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withStore { store in
      let giver = Person.key(from)
      let filter = CaseFilter(workflow: workflow, state: state, assignee: giver)
      let rows =
        references.isEmpty
        ? try await CaseRow.rows(matching: filter, Library(reader: FileDefinitionReader()), in: store) : []
      let theirs = rows.filter { $0.case.assignee.map { Person.isSame($0, giver) } == true }
      let cases = references.isEmpty ? theirs.map(\.record.reference.description) : references
      guard !cases.isEmpty else { throw Answer.no("recourse: \(giver) looks after no such open case") }
      try await CaseRequests(references: cases, actor: actor) { [to, reason] _, transaction in
        let person = to == "nobody" ? nil : try Accounts.colleague(to, in: transaction)
        return .act(.assign(CaseAssignment(to: person, where: .of(giver), reason: reason)))
      }.perform(in: store)
    }
  }
}
