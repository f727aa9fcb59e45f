import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// What `timers retry`, `skip` and `cancel` have in common: whose timers, why, and an answer for each.
struct TimerOrderOptions: ParsableArguments {
  @Argument(help: "The references of the cases.")
  var references: [String] = []

  @Option(help: "The name of the timer, as `case show` has it; left out: the case's overdue ones.")
  var timer: String?

  @Flag(help: "Every case that has a parked timer, in place of references.")
  var allParked = false

  @Option(help: "Why. The case's history keeps it.")
  var reason: String

  @OptionGroup var actor: ActorOptions

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  /// Cases taken with --all-parked at once.
  private static let bulkLimit = EngineLimits.listedCases

  func validate() throws {
    guard references.isEmpty == allParked else {
      throw ValidationError("name the cases' references, or say --all-parked")
    }
    guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason says why") }
  }

  /// Does it, a case after the other, and says of each timer what became of it.
  ///
  /// - Throws: `Answer` of status 1 where anything was refused or nothing was meant.
  func carryOut(_ action: TimerOrder.Action) async throws {
    let options = actor
    try await database.withStore { store in
      let actor = try await store.transaction { try options.actor(in: $0, usually: "case-manager") }
      let desk = TimerDesk(store: store, library: Library(reader: FileDefinitionReader()))
      let order = TimerDesk.Order(action, timer: timer, reason: reason, actor: actor)
      var (done, refused) = (0, 0)
      for case (let name, let id) in try await cases(store) {
        let rows = await rows(desk, order, name, id)
        for row in rows { say(row, action) }
        done += rows.count { $0.refusal == nil }
        refused += rows.count { $0.refusal != nil }
      }
      Shell.complain("\(done) \(action.past), \(refused) refused.")
      if refused > 0 || done == 0 { throw Answer.no() }
    }
  }

  private struct Row {
    let reference: String
    var timer: String?
    var refusal: String?
    var record: CaseRecord?
  }

  /// The cases that are meant; nil where a reference leads to none.
  private func cases(_ store: PostgresStore) async throws -> [(String, Result<CaseID, any Error>)] {
    if allParked {
      let records = try await store.transaction {
        try $0.cases(matching: CaseFilter(isParked: true, limit: Self.bulkLimit))
      }
      if records.count == Self.bulkLimit {
        Shell.complain("Only the first \(Self.bulkLimit) cases; run it again for more.")
      }
      return records.map { ($0.reference.description, .success($0.id)) }
    }
    var cases: [(String, Result<CaseID, any Error>)] = []
    for reference in references {
      do {
        cases.append((reference, .success(try await CaseLookup.find(reference, in: store))))
      } catch let error as StoreError {
        throw error
      } catch {
        cases.append((reference, .failure(error)))
      }
    }
    return cases
  }

  private func rows(
    _ desk: TimerDesk, _ order: TimerDesk.Order, _ reference: String,
    _ id: Result<CaseID, any Error>
  ) async -> [Row] {
    do {
      let answer = try await desk.carryOut(order, on: id.get())
      guard !answer.timers.isEmpty else {
        let none =
          timer.map { "the case has no timer \"\($0)\" now" } ?? "none of its timers is overdue"
        return [Row(reference: reference, refusal: none)]
      }
      return answer.timers.map {
        Row(
          reference: answer.record.reference.description, timer: $0.name, refusal: $0.refusal,
          record: answer.record)
      }
    } catch {
      return [Row(reference: reference, refusal: Answer(to: error).message ?? "failed")]
    }
  }

  private func say(_ row: Row, _ action: TimerOrder.Action) {
    switch format {
    case .json:
      var json: JSONObject = [
        "reference": .string(row.reference), "timer": row.timer.map(JSONValue.string) ?? .null,
      ]
      json["outcome"] = .string(row.refusal == nil ? action.past : "refused")
      json["reason"] = row.refusal.map(JSONValue.string) ?? .null
      if let record = row.record { json["states"] = .array(record.states.map(JSONValue.string)) }
      Shell.print(JSONValue.object(json).serialized())
    case .text:
      let states = row.record.map { "  \($0.states.joined(separator: ", "))" } ?? ""
      let became = row.refusal.map { "refused: \($0.onOneLine)" } ?? action.past + states
      Shell.print([row.reference.onOneLine, row.timer ?? "-", became].joined(separator: "  "))
    }
  }
}

extension TimerOrder.Action {
  fileprivate var past: String {
    switch self {
    case .retry: "retried"
    case .skip: "skipped"
    case .cancel: "cancelled"
    }
  }
}
