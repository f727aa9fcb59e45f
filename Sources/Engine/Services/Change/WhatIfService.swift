package import Analysis
package import Casework
package import CivilTime
import JSON
import WorkingTime

/// Lives through past and open cases by other rules than theirs, and says what would have been, and will be, otherwise.
///
/// Histories are read in pages and compared by several threads at once; of them no more than a few pages are in memory.
package struct WhatIfService: Sendable {
  /// What is changed. What is nil stays as it was.
  package struct Change: Sendable {
    /// The text by which cases of its workflow go, from their opening on.
    package var workflow: Workflow?
    /// Texts of calendars in place of those of the same name, as if they had always been in force.
    package var calendars: [String: String]?
    /// Who can be reached, as if it had always been so.
    package var directory: Directory?

    package init(workflow: Workflow? = nil, calendars: [String: String]? = nil, directory: Directory? = nil) {
      self.workflow = workflow
      self.calendars = calendars
      self.directory = directory
    }
  }

  private let store: any Store
  private let reader: any DefinitionReader

  package init(store: any Store, reader: any DefinitionReader) {
    self.store = store
    self.reader = reader
  }

  /// - Parameters:
  ///   - since: only cases opened at this instant or later.
  ///   - workers: how many threads compare.
  ///   - report: told of each case, in the order of their identifiers.
  ///   - progress: told how many cases are done, and of how many.
  package func run(
    _ change: Change, since: Instant? = nil, workers: Int, report: (WhatIfCase) throws -> Void,
    progress: (Int, Int) -> Void = { _, _ in }
  ) async throws -> WhatIfSummary {
    let scope = ReplayScope(workflow: change.workflow?.name, since: since)
    let (own, now, total) = try await store.transaction { [self] transaction in
      let now = try transaction.look(at: [], for: []).now
      return (try rules(of: scope, transaction), now, try transaction.countRecordedCases(scope))
    }
    let others = try await changed(own, by: change)
    var summary = WhatIfSummary()
    try await compare(scope, workers: max(1, workers), { Self.compare($0, now, own, others) }) { cases in
      for one in cases {
        summary.add(one)
        try report(one)
      }
      progress(summary.cases, total)
    }
    return summary
  }

  /// Pages go to as many threads as there are, and come back in their order.
  private func compare(
    _ scope: ReplayScope, workers: Int, _ body: @escaping @Sendable (RecordedCase) -> WhatIfCase,
    _ take: ([WhatIfCase]) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (page: Int, cases: [WhatIfCase]).self) { group in
      var (last, isOver): (CaseID?, Bool) = (nil, false)
      var (begun, taken) = (0, 0)
      var done: [Int: [WhatIfCase]] = [:]
      while true {
        while !isOver, begun - taken <= workers {
          let page = try await store.transaction { [last] in
            try $0.recordedCases(scope, after: last, limit: EngineLimits.replayPage)
          }
          guard let end = page.last else {
            isOver = true
            break
          }
          last = end.record.id
          group.addTask { [begun] in (begun, page.map(body)) }
          begun += 1
        }
        guard let (number, cases) = try await group.next() else { return }
        done[number] = cases
        while let next = done.removeValue(forKey: taken) {
          taken += 1
          try take(next)
        }
      }
    }
  }

  private static func compare(
    _ recorded: RecordedCase, _ now: Instant, _ own: ReplayRules, _ others: ReplayRules
  ) -> WhatIfCase {
    let record = recorded.record
    return WhatIfCase(
      of: CaseHistory(of: record.id, recorded.journal, parent: parent(of: recorded)), in: record.workflow,
      version: record.version, isOpen: record.closedAt == nil, now: now, by: own, and: others)
  }

  /// Older histories name the case that started one by its reference only; the case itself knows it.
  private static func parent(of recorded: RecordedCase) -> CaseParent? {
    guard let opening = recorded.journal.first?.payload, opening["parent"] != nil, opening["started_by"] == nil,
      // A document that can't be read names no parent; the replay then says that it differs.
      let document = try? JSONValue(parsing: recorded.record.document)
    else { return nil }
    return document["parent"].flatMap { CaseParent(json: $0) }
  }

  // MARK: Rules

  /// By what cases went: every version of their workflows, and every version that a calendar had.
  private func rules(of scope: ReplayScope, _ transaction: any StoreTransaction) throws -> ReplayRules {
    var versions: [WorkflowDigest: Workflow] = [:]
    for version in try transaction.workflowVersions()
    where scope.workflow.map({ $0 == version.workflow }) ?? true && versions[version.digest] == nil {
      guard let bundle = try transaction.bundle(version.digest) else { continue }
      // A version that can't be read any more makes its cases unknown, and no others.
      versions[version.digest] = try? reader.workflow(from: bundle)
    }
    var texts: [String: String] = [:]
    var calendars: [String: [ReplayRules.Period]] = [:]
    for version in try transaction.calendarVersions() {
      texts[version.name] = version.text
      // Calendars that can't be read any more make their cases unknown, and no others.
      guard let read = try? reader.calendars(from: texts) else { continue }
      for (name, calendar) in read where calendars[name]?.last?.calendar != calendar {
        calendars[name, default: []].append(ReplayRules.Period(from: version.keptAt, calendar: calendar))
      }
    }
    return ReplayRules(versions: versions, calendars: calendars, directories: try directories(scope, transaction))
  }

  /// Who could be reached at any time, as far as anybody knew then. Of more changes than are kept in memory at once some are
  /// left out, evenly, and the newest never.
  private func directories(
    _ scope: ReplayScope, _ transaction: any StoreTransaction
  ) throws -> [(from: Instant, directory: Directory)] {
    let changes = try transaction.directoryVersions()
    // Of those before the scope's beginning the last one counts.
    let first = scope.since.flatMap { since in changes.lastIndex { $0.changedAt <= since } } ?? 0
    let wanted = changes.dropFirst(first)
    let stride = (wanted.count + EngineLimits.replayDirectories - 1) / EngineLimits.replayDirectories
    var directories: [(from: Instant, directory: Directory)] = []
    // Where the whole past is known, nobody was before its beginning.
    if first == 0, changes.first?.revision == 1 {
      directories.append((Instant(seconds: 0, nanoseconds: 0), Directory()))
    }
    for (number, change) in wanted.enumerated() where (wanted.count - 1 - number) % max(1, stride) == 0 {
      directories.append((change.changedAt, try transaction.directory(at: change.revision)))
    }
    return directories
  }

  private func changed(_ own: ReplayRules, by change: Change) async throws -> ReplayRules {
    var others = own
    others.workflow = change.workflow
    if let directory = change.directory {
      others.directories = [(from: Instant(seconds: 0, nanoseconds: 0), directory: directory)]
    }
    if let given = change.calendars {
      let kept = try await store.transaction { try $0.calendars() }
      others.calendars = try reader.calendars(from: kept.merging(given) { $1 }).mapValues {
        [ReplayRules.Period(from: Instant(seconds: 0, nanoseconds: 0), calendar: $0)]
      }
      others.areCalendarsMadeUp = true
    }
    return others
  }
}
