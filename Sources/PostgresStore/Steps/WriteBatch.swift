import Casework
import CivilTime
import Engine
import Postgres

/// Writes sorted into the statements that carry them out, and the way back from their answers to outcomes.
struct WriteBatch {
  /// How cases that are opened or stepped are carried out.
  private enum Form {
    /// One step of one case, by a function that answers with a word.
    case one
    /// One step of each of several cases, or the opening of any number, by a function that answers with a word for each,
    /// or with NULL where all were written. It costs the server as much to set up as one step, and a third of one for
    /// each of its cases.
    case several
    /// Some case takes several steps at once: a statement that answers with what it has written.
    case chained
  }

  /// The statements of one round trip: cases that are opened, and cases that are stepped.
  let commands: [Command]
  private let chains: [StepChain]
  private let count: Int
  /// What the first of the statements are for: cases that are opened and cases that are stepped, where there are any.
  private let parts: [Part]

  private struct Part {
    let chains: [StepChain]
    let form: Form
  }

  /// - Parameter premises: what was taken for granted; nil where a look of the same transaction has told it.
  init(_ writes: [CaseWrite], under premises: Premises? = nil) {
    chains = StepChain.chains(of: writes)
    count = writes.count
    let opened = chains.filter { $0.expectedRevision == 0 }
    let stepped = opened.isEmpty ? chains : chains.filter { $0.expectedRevision > 0 }
    var commands: [Command] = []
    var parts: [Part] = []
    if !opened.isEmpty, opened.allSatisfy({ $0.steps.count == 1 }) {
      parts.append(Part(chains: opened, form: .several))
      commands.append(Self.openings(opened.map { $0.steps[0] }, premises))
    } else if !opened.isEmpty {
      let steps = opened.flatMap(\.steps)
      parts.append(Part(chains: opened, form: .chained))
      commands.append(
        Command(
          PostgresTransaction.openMany,
          Self.openingColumns(opened) + Self.entryColumns(steps) + Self.values(premises)
            + [.integer(premises?.revisions.deployments)]))
    }
    let form = stepped.contains { $0.steps.count > 1 } ? Form.chained : stepped.count > 1 ? .several : .one
    if !stepped.isEmpty { parts.append(Part(chains: stepped, form: form)) }
    switch form {
    case _ where stepped.isEmpty: break
    case .one: commands.append(Command(PostgresTransaction.stepOne, Self.values(stepped[0].steps[0], premises)))
    case .several: commands.append(Self.several(stepped.map { $0.steps[0] }, premises))
    case .chained:
      let steps = stepped.map(StepWithExpectation.init)
      commands.append(
        Command(
          PostgresTransaction.stepMany,
          Self.steppingColumns(steps) + Self.entryColumns(stepped.flatMap { $0.steps.dropLast() })
            + Self.values(premises) + [.column(steps) { $1.append(Int64($0.last.outbox.count)) }]))
    }
    let reopened = chains.filter { chain in chain.steps.contains { $0.entry.kind == .reopened } }
    if !reopened.isEmpty { commands.append(Command(PostgresTransaction.standAgain, [.ids(reopened.map(\.caseID))])) }
    let migrated = chains.filter { chain in chain.steps.contains { $0.entry.kind == .migrated } }
    if !migrated.isEmpty {
      let records = migrated.map(\.record)
      commands.append(
        Command(
          PostgresTransaction.changeVersion,
          [
            .ids(records.map(\.id)), .column(records) { $1.append(bytes: $0.head) },
            .column(records) { $1.append($0.version.description) },
          ]))
    }
    self.commands = commands
    self.parts = parts
  }

  /// Each statement answers with the cases it has written and with the events that the journal had already; the
  /// functions with words.
  func outcomes(_ answers: [Rows]) throws -> [WriteOutcome] {
    if count == 1, parts[0].form == .one { return [try Self.outcome(answers[0])] }
    var written: Set<CaseID> = []
    var known: Set<EventID> = []
    func note(_ chain: StepChain, _ outcome: WriteOutcome) {
      switch outcome {
      case .written: written.insert(chain.caseID)
      case .duplicate: known.insert(chain.steps[0].entry.eventID)
      case .conflict: break
      }
    }
    for (part, answer) in zip(parts, answers) {
      switch part.form {
      case .one: note(part.chains[0], try Self.outcome(answer))
      case .several:
        let outcomes = try Self.outcomes(answer, of: part.chains.count)
        for (chain, outcome) in zip(part.chains, outcomes) { note(chain, outcome) }
      case .chained:
        for row in answer {
          if row.isNull(0) { known.insert(try row.eventID(1)) } else { written.insert(try row.caseID(0)) }
        }
      }
    }
    var outcomes = [WriteOutcome](repeating: .conflict, count: count)
    for chain in chains {
      chain.settle(isWritten: written.contains(chain.caseID), knownEvents: known, outcomes: &outcomes)
    }
    return outcomes
  }

  private static func outcomes(_ answer: Rows, of count: Int) throws -> [WriteOutcome] {
    let row = try answer.single()
    if row.isNull(0) { return Array(repeating: .written, count: count) }
    let words = try row.texts(0)
    guard words.count == count else { throw row.damaged(0, "has an outcome too few") }
    return try words.map { try outcome($0, row) }
  }

  private static func outcome(_ answer: Rows) throws -> WriteOutcome {
    let row = try answer.single()
    return try outcome(try row.string(0), row)
  }

  private static func outcome(_ word: String, _ row: Row) throws -> WriteOutcome {
    switch word {
    case "written": return .written
    case "duplicate": return .duplicate
    case "conflict": return .conflict
    case _: throw row.damaged(0, "has an outcome of another release")
    }
  }

  // MARK: - Parameters

  static func values(_ premises: Premises?) -> [Parameter] {
    [
      .past(premises?.now), .integer(premises.map { _ in Int64(EngineLimits.premisesSeconds) }),
      .integer(premises?.revisions.directory), .integer(premises?.revisions.calendars),
    ]
  }

  private static func values(_ step: CaseWrite, _ premises: Premises?) -> [Parameter] {
    let (record, entry) = (step.record, step.entry)
    return [
      .id(record.id), .integer(Int64(record.revision) - 1), .integer(Int64(record.revision)), .past(record.closedAt),
      .due(record.nextDue), .text(record.owner), .text(record.assignee), .text(record.parked),
      .utf8(TextArray.literal(record.states)), .bytes(record.head), .text(record.document), .due(step.previousDue),
      .id(entry.eventID), .past(entry.at), .due(entry.due), .text(entry.kind.rawValue), .text(entry.name),
      .text(entry.actor.role), .text(entry.actor.name), .bytes(step.seal.salt), .utf8(step.seal.payload),
      .utf8(step.seal.messages),
    ] + values(premises) + [.integer(Int64(step.outbox.count))]
  }

  /// The last step of a chain, which leaves the case as it shall stand, and what the first of them expects.
  private struct StepWithExpectation {
    let last: CaseWrite
    let expectedRevision: Int
    let previousDue: Instant?

    init(_ chain: StepChain) {
      last = chain.steps[chain.steps.count - 1]
      expectedRevision = chain.expectedRevision
      previousDue = chain.previousDue
    }

    var record: CaseRecord { last.record }
    var entry: JournalEntry { last.entry }
  }

  private static func steppingColumns(_ steps: [StepWithExpectation]) -> [Parameter] {
    [
      .column(steps) { $1.append($0.record.id.id) }, .column(steps) { $1.append(Int64($0.expectedRevision)) },
      .column(steps) { $1.append(Int64($0.record.revision)) }, .column(steps) { $1.append(past: $0.record.closedAt) },
      .column(steps) { $1.append(due: $0.record.nextDue) }, .column(steps) { $1.append($0.record.owner) },
      .column(steps) { $1.append($0.record.assignee) }, .column(steps) { $1.append($0.record.parked) },
      .column(steps) { $1.append(utf8: TextArray.literal($0.record.states)) },
      .column(steps) { $1.append(bytes: $0.record.head) }, .column(steps) { $1.append($0.record.document) },
      .column(steps) { $1.append(due: $0.previousDue) }, .column(steps) { $1.append($0.entry.eventID.id) },
      .column(steps) { $1.append(past: $0.entry.at) }, .column(steps) { $1.append(due: $0.entry.due) },
      .column(steps) { $1.append($0.entry.kind.rawValue) }, .column(steps) { $1.append($0.entry.name) },
      .column(steps) { $1.append($0.entry.actor.role) }, .column(steps) { $1.append($0.entry.actor.name) },
      .column(steps) { $1.append(bytes: $0.last.seal.salt) }, .column(steps) { $1.append(utf8: $0.last.seal.payload) },
      .column(steps) { $1.append(utf8: $0.last.seal.messages) },
    ]
  }

  private static func openingColumns(_ chains: [StepChain]) -> [Parameter] {
    let records = chains.map(\.record)
    return [
      .column(records) { $1.append($0.id.id) }, .column(records) { $1.append(past: $0.openedAt) },
      .column(records) { $1.append($0.reference.description) }, .column(records) { $1.append($0.workflow) },
      .column(records) { $1.append($0.version.description) }, .column(records) { $1.append($0.assignee) },
      .column(records) { $1.append($0.parked) }, .column(records) { $1.append(past: $0.closedAt) },
      .column(records) { $1.append(due: $0.nextDue) }, .column(records) { $1.append(Int64($0.revision)) },
      .column(records) { $1.append($0.owner) }, .column(records) { $1.append(utf8: TextArray.literal($0.states)) },
      .column(records) { $1.append(bytes: $0.head) }, .column(records) { $1.append($0.document) },
    ]
  }

  private static func entryColumns(_ steps: [CaseWrite]) -> [Parameter] {
    [
      .column(steps) { $1.append($0.record.id.id) }, .column(steps) { $1.append($0.entry.eventID.id) },
      .column(steps) { $1.append(past: $0.entry.at) }, .column(steps) { $1.append(due: $0.entry.due) },
      .column(steps) { $1.append(Int64($0.entry.revision)) }, .column(steps) { $1.append($0.entry.kind.rawValue) },
      .column(steps) { $1.append($0.entry.name) }, .column(steps) { $1.append($0.entry.actor.role) },
      .column(steps) { $1.append($0.entry.actor.name) }, .column(steps) { $1.append(bytes: $0.seal.salt) },
      .column(steps) { $1.append(bytes: $0.seal.hash) }, .column(steps) { $1.append(utf8: $0.seal.payload) },
      .column(steps) { $1.append(utf8: $0.seal.messages) }, .column(steps) { $1.append(Int64($0.outbox.count)) },
    ]
  }
}
