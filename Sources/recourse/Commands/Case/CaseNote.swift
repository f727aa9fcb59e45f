import ArgumentParser
import Casework

/// `recourse case note`.
struct CaseNote: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Writes a note into a case, for colleagues alone unless it is disclosable.",
    discussion: "Example: recourse case note 7KQ-4FM-X2PC \"They rang; the invoice is on its way\" --as okafor")

  @Argument(help: "The case's reference.")
  var reference: String

  @Argument(help: "The note; - reads it from standard input.")
  var text: String

  @Flag(help: "Those concerned may read it, in an export for them.")
  var disclosable = false

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let text = text == "-" ? try TextFile.read("-") : text
    try await CaseRequests(references: [reference], actor: actor) { [disclosable] _, _ in
      .act(.note(text, isDisclosable: disclosable))
    }.perform(database)
  }
}
