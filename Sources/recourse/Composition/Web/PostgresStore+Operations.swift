import PostgresStore
import Web

extension PostgresStore {
  /// What the pages for operations are told.
  var operationsWatch: OperationsWatch {
    let worked = WorkedHours(of: self)
    return OperationsWatch(
      depths: {
        let depths = try await self.queueDepths()
        return OperationsWatch.Depths(
          dueTimers: depths.dueTimers, oldestDueSeconds: depths.oldestDueSeconds, parked: depths.parked,
          outbox: depths.outbox, oldestOutboxSeconds: depths.oldestOutboxSeconds, deadLetters: depths.deadLetters,
          limit: QueueDepths.limit)
      },
      nodes: {
        try await self.nodes().map { seen in
          OperationsWatch.Node(
            kind: seen.node.kind, host: seen.node.host, process: seen.node.process, version: seen.node.version,
            startedAt: seen.startedAt, silentSeconds: seen.silentFor.components.seconds, isStale: seen.isStale)
        }
      },
      hours: { count in
        try await worked.last(count).map { hour in
          OperationsWatch.Hour(
            begins: hour.begins, events: hour.events, timers: hour.timers, longestLagSeconds: hour.longestLagSeconds)
        }
      })
  }
}
