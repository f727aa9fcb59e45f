import ArgumentParser
import Casework
import CivilTime
import Foundation
import JSON
import MachineForms
import Postgres
import PostgresStore
import WorkflowFiles

/// `recourse simulate`: one case in virtual time.
struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs one case of a workflow file in virtual time.",
    discussion: """
      Inputs are JSON objects, one a line: {"event": "accept", "by": "case-manager", "data": {…}}, {"advance": "10 \
      working days"}, {"at": "2026-03-02T10:00:00Z"}, {"pause": true}, {"resume": true}, {"reopen": "New evidence"}. \
      {"person": "okafor"} beside "by" says who it is, where nobody may act twice.

      Example: recourse simulate Workflows/supply-chain-concern --events events.jsonl --start 2026-03-02T10:00:00Z
      """)

  @Argument(help: "A workflow file, or the folder that holds workflow.yaml.")
  var file: String

  @Option(help: "A file of inputs; - is standard input.")
  var events = "-"

  @Option(help: "The instant at which the case is opened.")
  var start: String

  @Option(
    name: .customLong("data"), help: "A JSON object or the path of an example file: what the case is opened with.")
  var opening: String?

  @Option(help: "A CSV file of contacts who can be reached.")
  var contacts: String?

  @Flag(help: "Adds what the interpreter did, in order of execution.")
  var trace = false

  @Flag(help: "Holds `by` of the inputs against the workflow's roles.")
  var enforceRoles = false

  @Option(help: "text or json; both write JSON lines.")
  var format: OutputFormat = .json

  @Option(help: "Keeps the case in this PostgreSQL database and loads it afresh for every input.")
  var database: String?

  func run() async throws {
    guard let start = Instant(rfc3339: start) else {
      throw ValidationError("--start takes an instant such as 2026-01-05T09:00:00Z")
    }
    let loaded = try LoadedWorkflow.load(file)
    let workflow = try loaded.required()
    let facts = Facts(
      now: start, calendar: try loaded.calendar(for: workflow), directory: try directory(),
      enforcesRoles: enforceRoles)
    let data = try OpeningData.read(opening)
    let inputs = events == "-" ? Shell.inputLines() : try Self.lines(of: events)
    if let database {
      let store = try await PostgresStore.open(ConnectionSettings(database, preparesStatements: true), connections: 1)
      try await store.migrate()
      guard let bundle = loaded.bundle else { throw Answer.no("\(file): can't be kept, as it has no name") }
      var kept = try await KeptSimulation(
        bundle, workflow, data: data, facts: facts, showsTrace: trace, in: store)
      Shell.print(JSONValue.object(try kept.opening()).serialized())
      for line in inputs where !line.allSatisfy(\.isWhitespace) {
        Shell.print(JSONValue.object(try await kept.answer(line: line)).serialized())
      }
      await store.close()
      return
    }
    var session = try refusing { try SimulateSession(of: workflow, data: data, facts: facts, showsTrace: trace) }
    Shell.print(JSONValue.object(try session.opening()).serialized())
    for line in inputs where !line.allSatisfy(\.isWhitespace) {
      Shell.print(JSONValue.object(try refusing { try session.answer(line: line) }).serialized())
    }
  }

  private func directory() throws -> Directory {
    guard let contacts else { return Directory() }
    return Directory(contacts: try RegisterReading.contacts(in: contacts))
  }

  private static func lines(of path: String) throws -> AnyIterator<String> {
    AnyIterator(try TextFile.read(path).split(separator: "\n").map(String.init).makeIterator())
  }

  private func refusing<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let problem as SimulateProblem {
      throw Answer.no("recourse simulate: \(problem)")
    } catch let refusal as Simulation.Refusal {
      throw Answer.no("recourse simulate: \(refusal)")
    }
  }
}
