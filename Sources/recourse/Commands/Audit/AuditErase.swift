import ArgumentParser
import Casework
import Engine
import PostgresStore

/// `recourse audit erase`.
struct AuditErase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erases who and what from a case and its journal, for good.",
    discussion: """
      What happened when stays, and the journal stays verifiable; that it was erased, by whom and why becomes an entry \
      of its own. --all empties a closed case as well: its data but for what was chosen from a list, its documents, the \
      words it is found by, and the ways in to it. An open case keeps its data until it has ended and is erased once \
      more. Backups, exports, mail that was sent and linked cases are not touched.

      Example: recourse audit erase --case 7KQ-4FM-X2PC --all --reason "Retention of three years" --confirm
      """)

  @Option(name: .customLong("case"), help: "The case's reference.")
  var reference: String

  @Option(name: .customLong("revision"), help: "The number of an entry; may be given several times.")
  var revisions: [Int] = []

  @Flag(help: "Every entry, the documents and, once it is closed, the case itself.")
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
      let service = ErasureService(
        store: store, library: Library(reader: FileDefinitionReader()), documents: AttachmentFolder.place)
      let outcome = try await service.erase(
        all ? .all : .revisions(revisions), of: id, reason: reason, by: actor,
        eventID: eventID, isForced: force, isDryRun: !confirm)
      let what = outcome.words
      if !outcome.linked.isEmpty {
        let references = outcome.linked.map(\.description).joined(separator: ", ")
        Shell.complain("These linked cases are not erased and may tell the same: \(references)")
      }
      if all, !outcome.isEmptied {
        Shell.complain("The case's own data are not touched: it is open, or was emptied before.")
      }
      guard outcome.isDone else {
        throw Answer.no("\(outcome.reference): \(what) would be erased for good; say --confirm to do it")
      }
      Shell.print("\(outcome.reference): \(what) erased")
    }
  }
}

extension ErasureService.Outcome {
  /// What is erased, for a sentence.
  fileprivate var words: String {
    var parts: [String] = []
    if !revisions.isEmpty { parts.append("entries \(revisions.map(String.init).joined(separator: ", "))") }
    if documents > 0 { parts.append(documents == 1 ? "1 document" : "\(documents) documents") }
    if isEmptied { parts.append("the case's data") }
    return parts.joined(separator: parts.count == 2 ? " and " : "; ")
  }
}
