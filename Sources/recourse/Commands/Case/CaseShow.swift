import ArgumentParser
import Casework
import CivilTime
import Engine
import Expression
import JSON
import PostgresStore
import Statechart

/// `recourse case show`.
struct CaseShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a case: where it stands, what it accepts now, which timers run.",
    discussion: "Example: recourse case show 7KQ-4FM-X2PC")

  @Argument(help: "The case's reference.")
  var reference: String

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (record, view) = try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      return try await store.transaction { transaction in
        let look = try transaction.look(at: [id], for: [])
        guard let record = look.cases.first else { throw CaseFailure.unknownCase }
        let workflow = try library.workflow(record.version, transaction)
        let facts = try library.facts(for: workflow, look, transaction)
        return (record, CaseView(workflow: workflow, case: try record.case(workflow), facts: facts))
      }
    }
    switch format {
    case .json:
      var object = record.json
      for (key, value) in try view.json { object[key] = value }
      Shell.print(JSONValue.object(object).serialized())
    case .text:
      Shell.print("\(record.reference)  \(view.workflow.title) (\(record.workflow) \(record.version.short))")
      if let reason = record.parked { Shell.print("parked   \(reason)") }
      for line in try view.lines { Shell.print(line) }
    }
  }
}
