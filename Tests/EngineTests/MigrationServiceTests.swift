import Analysis
import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

struct MigrationServiceTests {
  private static func text(_ days: Int, first: String = "chase") -> String {
    """
    workflow: parcel
    title: Parcel
    calendar: office
    parties: { desk: { title: Desk, staff: true } }
    initial: \(first)
    states:
      \(first): { owner: desk, within: \(days) days, otherwise: closed, on: { answer: { by: [desk], target: closed } } }
      closed: { type: final }
    """
  }

  private static let clerk = Actor(role: "operator", name: "o.p")

  /// A scheme with cases of one version, and the plan to take them to another.
  private func begin(_ count: Int, from: String, to: String, _ policy: TimerPolicy = .keep) async throws -> (
    Scheme, MigrationPlan
  ) {
    let scheme = try await Scheme(from)
    for number in 0..<count { try await scheme.open(number + 1) }
    try await scheme.deploy(to)
    return (scheme, try await plan(scheme, policy))
  }

  private func plan(_ scheme: Scheme, _ policy: TimerPolicy) async throws -> MigrationPlan {
    let versions = try await scheme.memory.transaction { try $0.workflowVersions() }
    let workflows = try await scheme.memory.transaction { transaction in
      try versions.map { try scheme.reader.workflow(from: #require(try transaction.bundle($0.digest))) }
    }
    let newest = try #require(zip(versions, workflows).first { $0.0.isCurrent }?.1)
    let oldest = try #require(zip(versions, workflows).first { !$0.0.isCurrent }?.1)
    return try MigrationPlan(from: oldest, to: newest, policy: policy)
  }

  private func service(_ scheme: Scheme, on store: (any Store)? = nil) -> MigrationService {
    MigrationService(store: store ?? scheme.store, library: Library(reader: scheme.reader))
  }

  private func run(
    _ scheme: Scheme, _ plan: MigrationPlan, on store: (any Store)? = nil, only: Set<CaseID>? = nil,
    named: Set<CaseID> = [], isDryRun: Bool = false
  ) async throws -> (rows: [JSONObject], summary: MigrationSummary) {
    var rows: [JSONObject] = []
    let summary = try await service(scheme, on: store).migrate(
      plan, only: only, named: named, by: Self.clerk, isDryRun: isDryRun
    ) { rows.append($0.json) }
    return (rows, summary)
  }

  @Test func `looking and doing give the same rows, and only doing changes anything`() async throws {
    let (scheme, plan) = try await begin(3, from: Self.text(10), to: Self.text(8, first: "letter"), .reDerive)
    try await scheme.send("answer", to: 2)
    let before = try await scheme.record(1)
    let looked = try await run(scheme, plan, isDryRun: true)
    #expect(try await scheme.record(1) == before)
    let done = try await run(scheme, plan)
    #expect(looked.rows == done.rows && done.rows.count == 2)
    #expect(done.summary[.migrates] == 2 && done.summary[.refused] == 0)
    let record = try await scheme.record(1)
    #expect(record.version == plan.to.digest && record.states == ["letter"] && record.revision == 2)
    #expect(record.nextDue == Scheme.start.advanced(by: .hours(8 * 24)))
    let entry = try #require(try await scheme.journal(1).last)
    #expect(entry.kind == .migrated && entry.actor == Self.clerk)
    #expect(entry.payload["from"]?.stringValue == plan.from.digest.description)
    // The closed case keeps what it had.
    #expect(try await scheme.record(2).version == plan.from.digest)
  }

  @Test func `a run that was cut short goes on where it stopped`() async throws {
    let (scheme, plan) = try await begin(5, from: Self.text(10), to: Self.text(8))
    let some = Set([1, 2].map(Scheme.caseID))
    #expect(try await run(scheme, plan, only: some).summary[.migrates] == 2)
    let rest = try await run(scheme, plan)
    #expect(rest.summary[.migrates] == 3 && rest.summary[.skipped] == 0)
    let again = try await run(scheme, plan, only: some)
    #expect(again.summary[.skipped] == 2 && again.summary[.migrates] == 0)
    for number in 1...5 { #expect(try await scheme.journal(number).filter { $0.kind == .migrated }.count == 1) }
  }

  @Test func `a case that somebody steps meanwhile is decided anew`() async throws {
    let (scheme, plan) = try await begin(1, from: Self.text(10), to: Self.text(8))
    let quicker = Once { transaction in
      let look = try transaction.look(at: [Scheme.caseID(1)], for: [])
      let record = try #require(look.cases.first)
      let note = CaseEvent(
        id: Scheme.eventID(77), kind: .act(.note("meanwhile", isDisclosable: false)), actor: Actor(role: "desk"))
      let facts = try Library(reader: scheme.reader).facts(for: plan.from, look, transaction)
      let update = try plan.from.step(try record.case(plan.from), on: note, given: facts)
      _ = try transaction.write([try CaseWrite(update, plan.from, facts, after: record)])
    }
    let done = try await run(scheme, plan, on: FrontStore(back: scheme.memory, beforeWrite: quicker.run))
    #expect(done.summary[.migrates] == 1 && done.summary[.overtaken] == 0)
    #expect(try await scheme.journal(1).map(\.kind) == [.opened, .noted, .migrated])
    #expect(try await scheme.record(1).version == plan.to.digest)
  }

  @Test func `a case that would be overdue is refused until it is named`() async throws {
    let (scheme, plan) = try await begin(2, from: Self.text(10), to: Self.text(2), .reDerive)
    try await scheme.pass(.hours(72))
    let refused = try await run(scheme, plan)
    #expect(refused.summary[.refused] == 2)
    #expect(refused.rows[0]["reasons"]?[0]?.stringValue?.contains("overdue at once") == true)
    let named = try await run(scheme, plan, named: [Scheme.caseID(2)])
    #expect(named.summary[.refused] == 1 && named.summary[.migrates] == 1)
    #expect(try await scheme.record(2).version == plan.to.digest)
  }

  @Test func `what was migrated goes back exactly as it was, until it moves`() async throws {
    let (scheme, plan) = try await begin(3, from: Self.text(10), to: Self.text(8, first: "letter"), .restart)
    try await scheme.pass(.hours(5))
    let before = try await scheme.record(1)
    _ = try await run(scheme, plan)
    try await scheme.ask(.act(.note("a remark", isDisclosable: false)), of: 1)
    try await scheme.send("answer", to: 2)
    try await scheme.ask(.pause(reason: "files are missing"), of: 3)
    var rows: [JSONObject] = []
    let summary = try await service(scheme).takeBack(
      from: plan.from, to: plan.to, by: Self.clerk, isDryRun: false
    ) { rows.append($0.json) }
    #expect(summary[.returns] == 1 && summary[.refused] == 1)
    let after = try await scheme.record(1)
    #expect(after.document == before.document && after.version == before.version && after.states == before.states)
    #expect(after.nextDue == before.nextDue)
    #expect(rows[1]["reasons"]?[0]?.stringValue?.contains("paused") == true)
    #expect(try await scheme.record(3).version == plan.to.digest)
    // Taken back, it can be migrated again.
    #expect(try await run(scheme, plan).summary[.migrates] == 1)
  }

  @Test func `a case that the new version has no place for says so where it was named all the same`() async throws {
    let other = Self.text(8, first: "letter").replacing("answer:", with: "reply:").replacing("owner: desk,", with: "")
    let (scheme, plan) = try await begin(2, from: Self.text(10), to: other)
    #expect(plan.unmapped == ["chase"])
    let rows = try await run(scheme, plan, named: [Scheme.caseID(2)]).rows
    let reasons = rows.map { ($0["reasons"]?.arrayValue ?? []).compactMap(\.stringValue) }
    #expect(reasons.allSatisfy { $0.first?.contains("--map chase=STATE") == true })
    #expect(reasons[0].count == 1 && reasons[1].last?.hasPrefix("it can't be allowed") == true, "\(reasons)")
  }

  @Test func `a case that went on as it was migrated is not put back`() async throws {
    let to = Self.text(8).replacing(
      "closed: { type: final }",
      with: "next: { owner: desk, within: 9 days, otherwise: closed }\n  closed: { type: final }"
    ).replacing("owner: desk, within: 8 days, otherwise: closed,", with: "owner: desk, always: next,")
    let (scheme, plan) = try await begin(1, from: Self.text(10), to: to)
    #expect(try await run(scheme, plan).summary[.refused] == 1)
    let rows = try await run(scheme, plan, named: [Scheme.caseID(1)]).rows
    #expect(rows[0]["becomes"] == ["next"])
    #expect(try await scheme.record(1).states == ["next"])
    #expect(try await scheme.record(1).nextDue == Scheme.start.advanced(by: .hours(9 * 24)))
    var refused: [JSONObject] = []
    _ = try await service(scheme).takeBack(from: plan.from, to: plan.to, by: Self.clerk, isDryRun: false) {
      refused.append($0.json)
    }
    #expect(refused[0]["reasons"]?[0]?.stringValue?.contains("went on at once") == true, "\(refused)")
  }

  @Test func `a migrated case's engine goes on as its forecast said`() async throws {
    let (scheme, plan) = try await begin(1, from: Self.text(10), to: Self.text(8), .reDerive)
    let row = try #require(try await run(scheme, plan).rows.first)
    let end = try #require(row["after"]?["at"]?.stringValue.flatMap { Instant(rfc3339: $0) })
    #expect(end == Scheme.start.advanced(by: .hours(8 * 24)))
    try await scheme.pass(.hours(8 * 24) - .seconds(1))
    #expect(try await scheme.record(1).closedAt == nil)
    try await scheme.pass(.seconds(1))
    #expect(try await scheme.record(1).closedAt == end)
  }
}

/// Runs a body the first time only.
private final class Once: Sendable {
  private let isDone = Atomic(false)
  private let body: @Sendable (any StoreTransaction) throws -> Void

  init(_ body: @escaping @Sendable (any StoreTransaction) throws -> Void) { self.body = body }

  @Sendable func run(_ transaction: any StoreTransaction) throws {
    if !isDone.exchange(true, ordering: .relaxed) { try body(transaction) }
  }
}
