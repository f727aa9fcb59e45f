import Casework
import CivilTime
import Engine
import JSON
import Postgres

/// Writes sorted into the statements that carry them out, and the way back from their answers to outcomes.
struct WriteBatch {
  /// The statements of one round trip: cases that are opened, and cases that are stepped.
  let commands: [Command]
  /// Up to so many cases are stepped by a statement each, all in one round trip; more of them as sets. A set of two
  /// costs the server half as much again as two statements, from four on sets are the cheaper ones.
  static let singleSteps = 3
  private let chains: [StepChain]
  private let count: Int

  init(_ writes: [CaseWrite]) {
    chains = StepChain.chains(of: writes)
    count = writes.count
    let opened = chains.filter { $0.expectedRevision == 0 }
    let stepped = opened.isEmpty ? chains : chains.filter { $0.expectedRevision > 0 }
    var commands: [Command] = []
    if !opened.isEmpty { commands.append(Command(PostgresTransaction.openMany, Self.openingColumns(opened))) }
    if stepped.count <= Self.singleSteps, stepped.allSatisfy({ $0.steps.count == 1 }) {
      commands += stepped.map { Command(PostgresTransaction.stepOne, Self.values($0)) }
    } else {
      commands.append(Command(PostgresTransaction.stepMany, Self.steppingColumns(stepped)))
    }
    self.commands = commands
  }

  /// Each statement answers with the cases it has written and with the events that the journal had already.
  func outcomes(_ answers: [Rows]) throws -> [WriteOutcome] {
    var written: Set<CaseID> = []
    var known: Set<EventID> = []
    for row in answers.joined() {
      if row.isNull(0) { known.insert(try row.eventID(1)) } else { written.insert(try row.caseID(0)) }
    }
    var outcomes = [WriteOutcome](repeating: .conflict, count: count)
    for chain in chains {
      chain.settle(isWritten: written.contains(chain.caseID), knownEvents: known, outcomes: &outcomes)
    }
    return outcomes
  }

  // MARK: - Parameters

  private static func values(_ chain: StepChain) -> [Parameter] {
    let record = chain.record
    let entry = chain.steps[0].entry
    let items = chain.steps[0].outbox
    return [
      .id(record.id), .integer(Int64(chain.expectedRevision)), .integer(Int64(record.revision)),
      .past(record.closedAt), .due(record.nextDue), .text(record.owner), .utf8(TextArray.literal(record.states)),
      .text(record.document), .boolean(chain.isArmedAnew), .due(chain.previousDue), .due(record.nextDue),
      .text(entry.eventID.description), .past(entry.at), .text(entry.kind.rawValue), .text(entry.name),
      .text(entry.actor.role), .text(entry.actor.name), .due(entry.due), .utf8(text(of: entry.payload)),
      .texts(items.map(\.id.description)),
      .integers(items.indices.map(Int64.init)), .texts(items.map(\.kind.rawValue)), .texts(items.map(\.payload)),
    ]
  }

  private static func steppingColumns(_ chains: [StepChain]) -> [Parameter] {
    [
      .ids(chains.map(\.caseID)), .integers(chains.map { Int64($0.expectedRevision) }),
      .integers(chains.map { Int64($0.record.revision) }), .pasts(chains.map(\.record.closedAt)),
      .dues(chains.map(\.record.nextDue)), .texts(chains.map(\.record.owner)),
      .utf8s(chains.map { TextArray.literal($0.record.states) }), .texts(chains.map(\.record.document)),
      .booleans(chains.map(\.isArmedAnew)), .dues(chains.map(\.previousDue)),
    ] + entryColumns(chains) + itemColumns(chains)
  }

  private static func openingColumns(_ chains: [StepChain]) -> [Parameter] {
    [
      .ids(chains.map(\.caseID)), .texts(chains.map(\.record.reference.description)),
      .texts(chains.map(\.record.workflow)), .texts(chains.map(\.record.version.description)),
      .pasts(chains.map(\.record.openedAt)), .integers(chains.map { Int64($0.record.revision) }),
      .pasts(chains.map(\.record.closedAt)), .dues(chains.map(\.record.nextDue)), .texts(chains.map(\.record.owner)),
      .utf8s(chains.map { TextArray.literal($0.record.states) }), .texts(chains.map(\.record.document)),
    ] + entryColumns(chains) + itemColumns(chains)
  }

  private static func entryColumns(_ chains: [StepChain]) -> [Parameter] {
    let steps = chains.flatMap(\.steps)
    let entries = steps.map(\.entry)
    return [
      .ids(steps.map(\.record.id)), .integers(entries.map { Int64($0.revision) }),
      .texts(entries.map(\.eventID.description)), .pasts(entries.map(\.at)), .texts(entries.map(\.kind.rawValue)),
      .texts(entries.map(\.name)), .texts(entries.map(\.actor.role)), .texts(entries.map(\.actor.name)),
      .dues(entries.map(\.due)), .utf8s(entries.map { text(of: $0.payload) }),
    ]
  }

  private static func itemColumns(_ chains: [StepChain]) -> [Parameter] {
    let rows = chains.flatMap(\.steps).flatMap { step in
      step.outbox.enumerated().map { (step: step, position: $0.offset, item: $0.element) }
    }
    return [
      .ids(rows.map(\.item.caseID)), .texts(rows.map(\.item.id.description)),
      .integers(rows.map { Int64($0.step.entry.revision) }), .integers(rows.map { Int64($0.position) }),
      .texts(rows.map(\.item.kind.rawValue)), .texts(rows.map(\.item.payload)), .pasts(rows.map(\.step.entry.at)),
    ]
  }

  private static func text(of payload: JSONObject) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    payload.write(into: &bytes)
    return bytes
  }
}

extension StepChain {
  /// Whether the row in timers changes: with the instant of the next timer, or because the case is closed.
  fileprivate var isArmedAnew: Bool {
    record.nextDue?.microsecondsRoundedUp != previousDue?.microsecondsRoundedUp || record.closedAt != nil
  }
}
