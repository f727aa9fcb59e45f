package import CivilTime

/// What the database itself tells of the work that is done on it; whoever puts the program together gives it.
package struct OperationsWatch: Sendable {
  /// How much waits. Counting ends at some number, so that asking stays cheap.
  package struct Depths: Sendable, Hashable {
    package let dueTimers: Int
    /// How long ago the longest overdue of them was due, in seconds.
    package let oldestDueSeconds: Double
    package let parked: Int
    package let outbox: Int
    package let oldestOutboxSeconds: Double
    package let deadLetters: Int
    /// Where counting ends.
    package let limit: Int

    package init(
      dueTimers: Int, oldestDueSeconds: Double, parked: Int, outbox: Int, oldestOutboxSeconds: Double,
      deadLetters: Int, limit: Int
    ) {
      self.dueTimers = dueTimers
      self.oldestDueSeconds = oldestDueSeconds
      self.parked = parked
      self.outbox = outbox
      self.oldestOutboxSeconds = oldestOutboxSeconds
      self.deadLetters = deadLetters
      self.limit = limit
    }
  }

  /// A process that works on the database.
  package struct Node: Sendable, Hashable {
    package let kind: String
    package let host: String
    package let process: Int
    package let version: String
    package let startedAt: Instant
    package let silentSeconds: Int64
    /// Whether it has been silent for so long that it is probably gone.
    package let isStale: Bool

    package init(
      kind: String, host: String, process: Int, version: String, startedAt: Instant, silentSeconds: Int64,
      isStale: Bool
    ) {
      self.kind = kind
      self.host = host
      self.process = process
      self.version = version
      self.startedAt = startedAt
      self.silentSeconds = silentSeconds
      self.isStale = isStale
    }
  }

  /// What was done in one hour.
  package struct Hour: Sendable, Hashable {
    package let begins: Instant
    /// Steps that people or programs asked for.
    package let events: Int
    /// Timers that fired.
    package let timers: Int
    /// How late the latest of them fired, in seconds.
    package let longestLagSeconds: Double

    package init(begins: Instant, events: Int, timers: Int, longestLagSeconds: Double) {
      self.begins = begins
      self.events = events
      self.timers = timers
      self.longestLagSeconds = longestLagSeconds
    }
  }

  package let depths: @Sendable () async throws -> Depths
  package let nodes: @Sendable () async throws -> [Node]
  /// The last hours, the first first; hours in which nothing was done are left out.
  package let hours: @Sendable (_ count: Int) async throws -> [Hour]

  package init(
    depths: @escaping @Sendable () async throws -> Depths, nodes: @escaping @Sendable () async throws -> [Node],
    hours: @escaping @Sendable (_ count: Int) async throws -> [Hour]
  ) {
    self.depths = depths
    self.nodes = nodes
    self.hours = hours
  }
}
