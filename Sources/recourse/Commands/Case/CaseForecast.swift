import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse case forecast`.
struct CaseForecast: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Shows what will happen to a case, and when, if nobody acts.",
    discussion: """
      Every step is the one that the engine will take: its date, the state it leads to, whom it tells and why that
      person, the holidays, pauses and extensions that moved the date, and the promises that are broken on the way.

      Example: recourse case forecast 7KQ-4FM-X2PC
      Example: recourse case forecast 7KQ-4FM-X2PC --as-of 2026-03-05 --format json

      The cases that it has started, and those that it starts on the way, are looked ahead with it: where one of them
      ends, and this one hears of it, that is a step as well, which names the other case.

      In JSON: at, steps (at, cause: timer, start or report, timer, workflow and case: of a start or report, the other
      case's, whose reference is null while it is to be opened yet, states, titles, closes, messages, holidays, more_weekends, extensions, paused,
      held, skipped, not_asked, parked, and turns as `case explain` has them), breaches (clock, at), stalls (timer, at,
      why: its step is refused then and the others go on), end (kind: closes, waits, goes-on or refused; at, why).
      """)

  @Argument(help: "The case's reference.")
  var reference: String

  @Option(help: "A day or an instant: from how the case stood then, and by what was known then.")
  var asOf: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let asOf = try asOf.map { try AsOf($0) }
    let sight = try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      return try await store.transaction { transaction in
        try CaseSight.look(at: id, asOf: asOf, library, transaction).explained(library, transaction)
      }
    }
    let view = sight.forecast
    switch format {
    case .json:
      var object: JSONObject = [
        "reference": .string(sight.case.reference.description), "workflow": .string(sight.workflow.name),
        "version": .string(sight.workflow.digest.description),
      ]
      for (key, value) in view.json { object[key] = value }
      Shell.print(JSONValue.object(object).serialized())
    case .text:
      Shell.print("\(sight.case.reference)  \(sight.workflow.title)")
      if let past = sight.past { for line in past.notes { Shell.print(line) } }
      for line in view.lines { Shell.print(line) }
    }
  }
}

extension PastCase {
  /// What a reader has to know of how it was rebuilt.
  var notes: [String] {
    var notes = ["as of    \(LocalTime.words(facts.now)), after entry \(entry.revision) of its history"]
    if let since = directoryKnownSince {
      notes.append(
        "note     who could be reached is known from \(LocalTime.minute(since)) on; the directory of then is shown")
    }
    return notes
  }
}
