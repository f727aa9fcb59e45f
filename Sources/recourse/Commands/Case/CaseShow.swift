import Analysis
import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse case show`.
struct CaseShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a case: where it stands, what it accepts now, which timers run.",
    discussion: """
      Example: recourse case show 7KQ-4FM-X2PC
      Example: recourse case show 7KQ-4FM-X2PC --as-of 2026-03-05
      Example: recourse case show 7KQ-4FM-X2PC --as-of 2026-03-05T14:30 --as-known

      With --as-of the case is rebuilt from its history, by the version of its workflow, the calendar and the directory
      of then, and shown with what was to be expected of it. A day counts as a whole. With --as-known, what is known today
      of that day (an absence entered later, a holiday announced later) is held against it, and both are shown where they
      differ.
      """)

  @Argument(help: "The case's reference.")
  var reference: String

  @Option(help: "A day or an instant: the case as it stood then, and as it was known then.")
  var asOf: String?

  @Flag(help: "With --as-of: what is known today of that day as well, where it makes a difference.")
  var asKnown = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if asKnown, asOf == nil { throw ValidationError("--as-known goes with --as-of") }
  }

  func run() async throws {
    let asOf = try asOf.map { try AsOf($0) }
    let (record, sight) = try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      return try await store.transaction { transaction in
        let found = try CaseSight.look(at: id, asOf: asOf, library, transaction)
        let sight = asOf == nil ? found : try found.explained(library, transaction)
        return (try sight.record(id, transaction), sight)
      }
    }
    let view = CaseView(workflow: sight.workflow, case: sight.case, facts: sight.facts)
    switch format {
    case .json:
      var object = record.json
      for (key, value) in try view.json { object[key] = value }
      if let past = sight.past { for (key, value) in json(of: past, sight) { object[key] = value } }
      Shell.print(JSONValue.object(object).serialized())
    case .text:
      Shell.print("\(record.reference)  \(view.workflow.title) (\(record.workflow) \(record.version.short))")
      if let past = sight.past { for line in past.notes { Shell.print(line) } }
      if let reason = record.parked { Shell.print("parked   \(reason)") }
      for line in try view.lines { Shell.print(line) }
      if sight.past != nil { for line in ahead(of: sight) { Shell.print(line) } }
    }
  }

  /// What was to be expected then, and where hindsight expects something else.
  private func ahead(of sight: CaseSight) -> [String] {
    let then = sight.forecast
    guard asKnown, let hindsight = sight.hindsight else { return then.lines }
    let differences = then.differences(from: hindsight)
    guard !differences.isEmpty else { return then.lines + ["as known today the same was to be expected"] }
    return then.lines + ["as known today, it was to be expected otherwise:"]
      + differences.map { "    \($0.isOwn ? "then " : "today")  \($0.words)" }
  }

  private func json(of past: PastCase, _ sight: CaseSight) -> JSONObject {
    let then = sight.forecast
    var object: JSONObject = [
      "as_of": .string(past.facts.now.rfc3339), "entry": .integer(Int64(past.entry.revision)),
      "facts": past.facts.versions.map { .object($0.json) } ?? .null, "forecast": .object(then.json),
    ]
    if let since = past.directoryKnownSince { object["directory_known_since"] = .string(since.rfc3339) }
    if asKnown, let hindsight = sight.hindsight {
      object["differs"] = .bool(!then.differences(from: hindsight).isEmpty)
      object["hindsight"] = .object(hindsight.json)
    }
    return object
  }
}

extension CaseSight {
  /// The case's row: as it is kept, or as it was kept then.
  func record(_ id: CaseID, _ transaction: any StoreTransaction) throws -> CaseRecord {
    guard let past else {
      guard let record = try transaction.look(at: [id], for: []).cases.first else { throw CaseFailure.unknownCase }
      return record
    }
    var record = try CaseRecord(of: past.case, past.workflow, past.facts.calendar)
    if past.entry.kind == .parked { record.parked = past.entry.payload["reason"]?.stringValue }
    return record
  }
}
