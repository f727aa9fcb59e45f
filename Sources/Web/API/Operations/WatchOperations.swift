import Engine
import JSON

/// Whether everything runs: the processes, how much waits, and how much was done.
struct WatchOperations: Sendable {
  private static let topic = "Engine"

  var operations: [APIOperation] { [nodes, depths, hours] }

  private var nodes: APIOperation {
    APIOperation(
      id: "listNodes", method: .get, path: "/nodes", scope: .operate, topic: Self.topic,
      summary: "List the processes that work on the database",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "All of them.",
          schema: .object([APIField("items", .list(.named(.node)))], isOpen: true))
      ]
    ) { call in
      try call.requireUnbound()
      let nodes = try await call.site.operations?.nodes() ?? []
      return .json([
        "items": .array(
          nodes.map { node in
            [
              "kind": .string(node.kind), "host": .string(node.host), "process": .integer(Int64(node.process)),
              "version": .string(node.version), "started_at": .string(node.startedAt.rfc3339),
              "silent_seconds": .integer(node.silentSeconds), "stale": .bool(node.isStale),
            ]
          })
      ])
    }
  }

  private var depths: APIOperation {
    APIOperation(
      id: "showDepths", method: .get, path: "/depths", scope: .operate, topic: Self.topic,
      summary: "Show how much is due, waits, or was left to people",
      answers: [APIOperation.Answer(status: .ok, words: "The counts.", schema: .named(.depths))]
    ) { call in
      try call.requireUnbound()
      let depths = try await OpsDepths.read(call.site)
      return .json([
        "due_timers": .integer(Int64(depths.dueTimers)),
        "oldest_due_seconds": .integer(Int64(depths.oldestDueSeconds)), "parked": .integer(Int64(depths.parked)),
        "outbox": .integer(Int64(depths.outbox)), "dead_letters": .integer(Int64(depths.deadLetters)),
        "limit": .integer(Int64(depths.limit)),
      ])
    }
  }

  private var hours: APIOperation {
    APIOperation(
      id: "listHours", method: .get, path: "/hours", scope: .operate, topic: Self.topic,
      summary: "Show how much was done in each of the last hours, and how late timers were",
      parameters: [.query("hours", .integer(1...168), "How many hours; 24 by default.")],
      answers: [
        APIOperation.Answer(
          status: .ok, words: "The first hour first; those in which nothing was done are left out.",
          schema: .object([APIField("items", .list(.named(.hour)))], isOpen: true))
      ]
    ) { call in
      try call.requireUnbound()
      let hours = try await call.site.operations?.hours(call.values["hours"]?.intValue ?? 24) ?? []
      return .json([
        "items": .array(
          hours.map { hour in
            [
              "begins": .string(hour.begins.rfc3339), "events": .integer(Int64(hour.events)),
              "timers": .integer(Int64(hour.timers)),
              "longest_lag_seconds": .integer(Int64(hour.longestLagSeconds.rounded(.up))),
            ]
          })
      ])
    }
  }
}
