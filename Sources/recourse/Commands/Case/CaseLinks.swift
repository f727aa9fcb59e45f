import ArgumentParser
import Casework
import Engine
import PostgresStore

/// `recourse case link`.
struct CaseLinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Notes on both sides that a case has to do with another one.",
    discussion: "Example: recourse case link 7KQ-4FM-X2PC 3RT-9HB-W5YD --as okafor")

  @Argument(help: "The case's reference.")
  var reference: String

  @Argument(help: "The other case.")
  var other: String

  @Option(help: "What the other case is to this one: related, parent, child, follows or followed-by.")
  var relation = "related"

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let known = CaseLink.Relation.allCases.filter { $0 != .mergedInto && $0 != .mergedFrom }
    guard let relation = known.first(where: { $0.rawValue == relation }) else {
      let words = known.map(\.rawValue).joined(separator: ", ")
      throw Answer(status: 2, message: "recourse: --relation is one of \(words)")
    }
    try await database.withStore { store in
      let id = try await CaseLookup.find(other, in: store)
      try await CaseRequests(references: [reference], actor: actor) { _, _ in .act(.link(to: id, relation)) }
        .perform(in: store)
    }
  }
}

/// `recourse case merge`.
struct CaseMerge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Closes cases that are gone on with as another one, and links them.",
    discussion: "Example: recourse case merge 7KQ-4FM-X2PC --into 3RT-9HB-W5YD --as okafor")

  @Argument(help: "The cases' references.")
  var references: [String]

  @Option(help: "The case that goes on.")
  var into: String

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withStore { store in
      let id = try await CaseLookup.find(into, in: store)
      try await CaseRequests(references: references, actor: actor) { _, _ in .act(.merge(into: id)) }
        .perform(in: store)
    }
  }
}
