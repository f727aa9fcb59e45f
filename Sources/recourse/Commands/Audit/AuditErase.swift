import ArgumentParser
import Casework
import Engine
import PostgresStore

/// `recourse audit erase`.
struct AuditErase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erases who and what from entries of a case's journal, for good.",
    discussion: """
      What happened when stays, and the journal stays verifiable; that it was erased, by whom and why becomes an entry \
      of its own. The case's own data and documents, backups and mail that was sent are not touched.

      Example: recourse audit erase --case 7KQ-4FM-X2PC --all --reason "Retention of three years" --confirm
      """)

  @Option(name: .customLong("case"), help: "The case's reference.")
  var reference: String

  @Option(name: .customLong("revision"), help: "The number of an entry; may be given several times.")
  var revisions: [Int] = []

  @Flag(help: "Every entry.")
  var all = false

  @Option(help: "Why, for the history: it stays, so name nobody.")
  var reason: String

  @OptionGroup var actor: ActorOptions

  @Flag(help: "An open case as well.")
  var force = false

  @Flag(help: "Erases; without it, it is only said what would be.")
  var confirm = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if all != revisions.isEmpty { throw ValidationError("give --revision, or --all") }
  }

  func run() async throws {
    let eventID = try RequestIdentity.event(nil)
    let options = actor
    try await database.withStore { store in
      let actor = try await store.transaction { try options.actor(in: $0, usually: "operator") }
      let id = try await CaseLookup.find(reference, in: store)
      let service = ErasureService(store: store, library: Library(reader: FileDefinitionReader()))
      let outcome = try await service.erase(
        all ? .all : .revisions(revisions), of: id, reason: reason, by: actor,
        eventID: eventID, isForced: force, isDryRun: !confirm)
      let numbers = outcome.revisions.map(String.init).joined(separator: ", ")
      guard outcome.isDone else {
        throw Answer.no(
          "\(outcome.reference): entries \(numbers) would be erased for good; say --confirm to do it")
      }
      Shell.print("\(outcome.reference): entries \(numbers) erased")
    }
  }
}
