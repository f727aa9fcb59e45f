package import Analysis
package import Casework
import Cryptography

/// Takes cases from one version of their workflow to another, a page at a time, or says what that would do.
///
/// Each case is decided by the plan's one verdict, whether it is only looked at or done. A case that goes by the new
/// version already is not asked for again, so that a run that was cut short goes on where it stopped.
package struct MigrationService: Sendable {
  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// - Parameters:
  ///   - only: these cases and no others; nil means every open case of the earlier version.
  ///   - named: those that are taken although they would get stuck or be overdue.
  ///   - actor: who decided it, for the histories.
  ///   - report: told of each case, in the order of their identifiers.
  package func migrate(
    _ plan: MigrationPlan, only: Set<CaseID>? = nil, named: Set<CaseID> = [], by actor: Actor, isDryRun: Bool,
    report: (MigratedCase) -> Void
  ) async throws -> MigrationSummary {
    var summary = MigrationSummary(from: plan.from, to: plan.to, isDryRun: isDryRun)
    try await eachPage(of: plan.from.digest, only) { ids in
      let rows = try await settling(ids) { ids, transaction in
        try decide(ids, plan, named, actor, isDryRun: isDryRun, transaction)
      }
      for row in rows {
        summary.add(row)
        report(row)
      }
    }
    return summary
  }

  /// Takes cases back to the earlier version, as far as they have not moved since they left it.
  package func takeBack(
    from: Workflow, to: Workflow, only: Set<CaseID>? = nil, by actor: Actor, isDryRun: Bool,
    report: (MigratedCase) -> Void
  ) async throws -> MigrationSummary {
    var summary = MigrationSummary(from: to, to: from, isDryRun: isDryRun)
    try await eachPage(of: to.digest, only) { ids in
      let rows = try await settling(ids) { ids, transaction in
        try decideBack(ids, from, to, actor, isDryRun: isDryRun, wereNamed: only != nil, transaction)
      }
      for row in rows {
        summary.add(row)
        report(row)
      }
    }
    return summary
  }

  // MARK: Pages

  private func eachPage(
    of version: WorkflowDigest, _ only: Set<CaseID>?, _ body: ([CaseID]) async throws -> Void
  ) async throws {
    if let only {
      let ids = only.sorted()
      for start in stride(from: 0, to: ids.count, by: EngineLimits.migrationPage) {
        try await body(Array(ids[start..<min(start + EngineLimits.migrationPage, ids.count)]))
      }
      return
    }
    var last: CaseID?
    while true {
      let page = try await store.transaction { [last] in
        try $0.openCases(of: version, after: last, limit: EngineLimits.migrationPage).map(\.id)
      }
      guard let end = page.last else { return }
      try await body(page)
      last = end
    }
  }

  /// A case that somebody else stepped meanwhile is decided anew.
  private func settling(
    _ ids: [CaseID],
    _ decide: @escaping @Sendable ([CaseID], any StoreTransaction) throws -> [MigratedCase]
  ) async throws -> [MigratedCase] {
    var rows: [CaseID: MigratedCase] = [:]
    var open = ids
    for _ in 0..<EngineLimits.conflictRetries where !open.isEmpty {
      let asked = open
      for row in try await store.transaction({ try decide(asked, $0) }) { rows[row.record.id] = row }
      open = open.filter { rows[$0]?.outcome == .overtaken }
    }
    return ids.compactMap { rows[$0] }
  }

  // MARK: Decisions

  private func decide(
    _ ids: [CaseID], _ plan: MigrationPlan, _ named: Set<CaseID>, _ actor: Actor, isDryRun: Bool,
    _ transaction: any StoreTransaction
  ) throws -> [MigratedCase] {
    let look = try transaction.look(at: ids, for: [])
    let facts = try library.facts(for: plan.to, look, transaction)
    let earlier = try library.facts(for: plan.from, look, transaction).calendar
    var rows: [MigratedCase] = []
    var writes: [(row: Int, write: CaseWrite)] = []
    for record in look.cases.sorted(by: { $0.id < $1.id }) {
      if let row = Self.row(for: record, from: plan.from, to: plan.to) {
        rows.append(row)
        continue
      }
      let current: Case
      do {
        current = try record.case(plan.from)
      } catch {
        rows.append(MigratedCase(record, .refused, [error.description]))
        continue
      }
      let verdict = plan.verdict(
        on: current, event: Self.event(of: record, from: plan.from, to: plan.to), by: actor, given: facts,
        earlier: earlier,
        among: try CaseFamily(
          below: current, in: plan.from, or: plan.to, as: .standing(look.now), library, transaction))
      guard let update = verdict.update, verdict.isDone(isNamed: named.contains(record.id)) else {
        // What is named and can't be done says so, or it would look as if the name had not been read.
        let inVain = verdict.update == nil && named.contains(record.id) ? [Self.cannotBeAllowed] : []
        rows.append(
          MigratedCase(record, .refused, verdict.refusals + verdict.concerns + inVain, verdict, plan.from, plan.to))
        continue
      }
      rows.append(MigratedCase(record, .migrates, verdict.concerns, verdict, plan.from, plan.to))
      writes.append((rows.count - 1, try CaseWrite(update, plan.to, facts, after: record)))
    }
    try write(writes, isDryRun, &rows, transaction)
    return rows
  }

  private func decideBack(
    _ ids: [CaseID], _ from: Workflow, _ to: Workflow, _ actor: Actor, isDryRun: Bool, wereNamed: Bool,
    _ transaction: any StoreTransaction
  ) throws -> [MigratedCase] {
    let look = try transaction.look(at: ids, for: [])
    let facts = try library.facts(for: from, look, transaction)
    var rows: [MigratedCase] = []
    var writes: [(row: Int, write: CaseWrite)] = []
    for record in look.cases.sorted(by: { $0.id < $1.id }) {
      if let row = Self.row(for: record, from: to, to: from) {
        rows.append(row)
        continue
      }
      do {
        let journal = try transaction.journal(of: record.id)
        guard let was = try MigrationTrace(journal).reversible(from.digest, to.digest) else {
          // A case that began with this version has nowhere to go back to, and nobody meant it.
          if wereNamed {
            rows.append(MigratedCase(record, .refused, ["it was not migrated from \(from.digest.short)"]))
          }
          continue
        }
        let event = CaseEvent(
          id: Self.event(of: record, from: to, to: from), kind: .takeBack(MigrationReversal(of: to, was: was)),
          actor: actor)
        let update = try from.step(try record.case(to), on: event, given: facts)
        rows.append(MigratedCase(record, .returns, [], becomes: from.chart.leaves(update.case.session)))
        writes.append((rows.count - 1, try CaseWrite(update, from, facts, after: record)))
      } catch let refusal as MigrationTrace.Refusal {
        rows.append(MigratedCase(record, .refused, [refusal.description]))
      } catch let rejection as Rejection {
        rows.append(MigratedCase(record, .refused, [rejection.description]))
      } catch let failure as CaseFailure {
        rows.append(MigratedCase(record, .refused, [failure.description]))
      }
    }
    try write(writes, isDryRun, &rows, transaction)
    return rows
  }

  private func write(
    _ writes: [(row: Int, write: CaseWrite)], _ isDryRun: Bool, _ rows: inout [MigratedCase],
    _ transaction: any StoreTransaction
  ) throws {
    guard !isDryRun, !writes.isEmpty else { return }
    for (outcome, one) in zip(try transaction.write(writes.map(\.write)), writes) where outcome != .written {
      rows[one.row].outcome = .overtaken
    }
  }

  /// What there is to say of a case without asking the plan; nil where it has to be asked.
  private static func row(for record: CaseRecord, from: Workflow, to: Workflow) -> MigratedCase? {
    if record.version == to.digest { return MigratedCase(record, .skipped, ["it goes by \(to.digest.short) already"]) }
    guard record.version == from.digest else {
      return MigratedCase(
        record, .refused, ["it goes by version \(record.version.short) of \(record.workflow); name that with --from"])
    }
    return record.closedAt == nil ? nil : MigratedCase(record, .refused, ["it is closed"])
  }

  private static let cannotBeAllowed =
    "it can't be allowed: the new version has no place for the case until that is mended"

  /// The same migration of the same case, asked for twice, is one event.
  private static func event(of record: CaseRecord, from: Workflow, to: Workflow) -> EventID {
    let text = "recourse-migrate-1 \(record.id) \(record.revision) \(from.digest) \(to.digest)"
    let digest = SHA256.digest(of: Array(text.utf8))
    let words = stride(from: 0, to: 16, by: 8).map { start in
      digest[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    // A version 8 identifier (RFC 9562, section 5.8).
    return EventID(
      UniqueID(high: words[0] & ~0xF000 | 0x8000, low: 0x8000_0000_0000_0000 | words[1] & 0x3FFF_FFFF_FFFF_FFFF))
  }
}
