import Casework
import CivilTime
import JSON

/// A line in a case's history about an item that was left to people, or that they have taken up again.
struct DeadLetter: Sendable {
  private let id: OutboxItem.ID
  private let kind: JournalEntry.Kind
  private let actor: Actor
  private let payload: JSONObject
  /// Why a person must look at the case from now on; nil where that is over.
  private let alert: String?

  /// An item that was given up: its case is parked until a person has looked.
  init(_ item: OutboxItem, reason: String) {
    id = item.id
    kind = .parked
    actor = .engine
    payload = ["item": .string(item.id.description), "of": .string(item.kind.rawValue), "reason": .string(reason)]
    alert = "not handed over: \(reason)"
  }

  /// An item that somebody has tried again.
  init(retrying id: OutboxItem.ID, reason: String?, by actor: Actor) {
    self.id = id
    kind = .retried
    self.actor = actor
    var payload: JSONObject = ["item": .string(id.description)]
    if let reason { payload["reason"] = .string(reason) }
    self.payload = payload
    alert = nil
  }

  /// Runs a body and tells of letters in the histories of their cases, together or not at all. Where somebody steps one of
  /// the cases meanwhile, all is done anew.
  ///
  /// - Parameter told: which of the letters are told, by what came of the body; all of them where nothing is said.
  static func tell<Result: Sendable>(
    _ letters: [DeadLetter], in store: any Store,
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result,
    of told: (@Sendable (Result) -> [DeadLetter])? = nil
  ) async throws -> Result {
    for attempt in 1... {
      do {
        return try await store.transaction { transaction in
          let result = try body(transaction)
          let letters = told?(result) ?? letters
          guard !letters.isEmpty else { return result }
          let look = try transaction.look(at: Array(Set(letters.map(\.id.caseID))).sorted(), for: [])
          let writes = look.cases.flatMap { record in
            Self.writes(letters.filter { $0.id.caseID == record.id }, of: record, at: look.now)
          }
          guard try transaction.write(writes).allSatisfy({ $0 == .written }) else { throw Overtaken() }
          return result
        }
      } catch is Overtaken where attempt < EngineLimits.conflictRetries {
        continue
      } catch is Overtaken {
        throw StoreError(.busy, "others changed the cases at the same moment; ask again", isRetryable: true)
      }
    }
    preconditionFailure("the loop ends by returning or throwing")
  }

  private static func writes(_ letters: [DeadLetter], of record: CaseRecord, at now: Instant) -> [CaseWrite] {
    var record = record
    return letters.map { letter in
      let write = letter.write(after: record, at: now)
      record = write.record
      return write
    }
  }

  private func write(after record: CaseRecord, at now: Instant) -> CaseWrite {
    var generator = SystemRandomNumberGenerator()
    let entry = JournalEntry(
      revision: record.revision + 1, at: now,
      eventID: EventID(UniqueID(at: now, random: (generator.next(), generator.next()))), kind: kind, name: "delivery",
      actor: actor, due: nil, payload: payload)
    return CaseWrite(
      record: record.parked(alert, until: record.nextDue), entry: entry, outbox: [], previousDue: record.nextDue,
      previousHead: record.head)
  }

  private struct Overtaken: Error {}
}
