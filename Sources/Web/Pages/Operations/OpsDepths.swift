import Engine

/// How much waits, from the database's own count or, without one, from the lists.
struct OpsDepths: Sendable {
  let dueTimers: Int
  let oldestDueSeconds: Double
  let parked: Int
  let outbox: Int
  let deadLetters: Int
  let limit: Int

  static func read(_ site: Site) async throws -> OpsDepths {
    if let seen = try await site.operations?.depths() {
      return OpsDepths(
        dueTimers: seen.dueTimers, oldestDueSeconds: seen.oldestDueSeconds, parked: seen.parked, outbox: seen.outbox,
        deadLetters: seen.deadLetters, limit: seen.limit)
    }
    let limit = EngineLimits.listedCases
    let desk = TimerDesk(store: site.store, library: site.library)
    let overdue = try await desk.overdue(limit: limit).filter { $0.parked == nil }
    return try await site.store.transaction { transaction in
      OpsDepths(
        dueTimers: overdue.count,
        oldestDueSeconds: overdue.map { Double($0.lag.components.seconds) }.max() ?? 0,
        parked: try transaction.cases(matching: CaseFilter(isParked: true, limit: limit)).count,
        outbox: try transaction.waitingItems(limit: limit).count,
        deadLetters: try transaction.deadLetters(limit: limit).count, limit: limit)
    }
  }

  func words(_ count: Int) -> String { count >= limit ? "\(limit)+" : "\(count)" }
}
