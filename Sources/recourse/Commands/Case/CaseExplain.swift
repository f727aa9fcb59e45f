import Analysis
import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse case explain`.
struct CaseExplain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows how the dates of a case were worked out.",
    discussion: """
      For each running timer and clock: what started it and from when it counts, the rule as the workflow has it, the
      calendar and its version, each day that was passed over and why, pauses, extensions, changed calendars and
      migrations to another version, and the date that comes of it.

      Example: recourse case explain 7KQ-4FM-X2PC
      Example: recourse case explain 7KQ-4FM-X2PC with-prime.within

      In JSON, a line each: timer, due, left_seconds, rule (words, length, counting, source, at_most, data), start (revision, at,
      kind, name, by, counts_from, anew), calendar (name, version, since), skipped (date, reason), turns (kind: stopped,
      resumed, extended, kept, moved or migrated; at, revision, date, and what there is of reason, by, approver, length,
      lost_seconds, because, from, version).
      """)

  @Argument(help: "The case's reference.")
  var reference: String

  @Argument(help: "A timer's name, the state of a deadline, or a clock; all of them where none is named.")
  var timer: String?

  @Option(help: "A day or an instant: the dates as they were then.")
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
    if let gap = sight.gap { Shell.complain("recourse: \(gap); what the case alone tells is shown") }
    let chosen = sight.explanations.filter { timer == nil || $0.isCalled(timer ?? "") }
    if let timer, chosen.isEmpty {
      let running = sight.explanations.map(\.name).joined(separator: ", ")
      throw Answer.no(
        "recourse: no timer \"\(timer)\" runs; \(running.isEmpty ? "the case has none" : "there are \(running)")")
    }
    if format == .text {
      Shell.print("\(sight.case.reference)  \(sight.workflow.title)")
      for line in sight.past?.notes ?? [] { Shell.print(line) }
      if chosen.isEmpty { Shell.print("no timer runs") }
    }
    let words = ConditionWords(sight.workflow)
    for explanation in chosen {
      let view = ExplanationView(explanation: explanation, calendar: sight.calendar, workflow: sight.workflow)
      switch format {
      case .json: Shell.print(JSONValue.object(view.json).serialized())
      case .text: for line in view.lines(words) { Shell.print(line) }
      }
    }
  }
}

extension Explanation {
  /// Whether it is what somebody means by a name: the timer's own, its state's deadline, or the clock's.
  fileprivate func isCalled(_ name: String) -> Bool {
    self.name == name || self.name == "\(name).within" || self.name == "clock \(name)"
  }
}
