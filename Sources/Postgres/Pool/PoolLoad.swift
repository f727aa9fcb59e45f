/// What a pool has done since it was opened.
package struct PoolLoad: Hashable, Sendable {
  /// Callers who were given a connection.
  package internal(set) var served = 0
  /// How long they waited for it, all together.
  package internal(set) var waited = Duration.zero
  /// Callers who gave up, or were given up: the limit, the crowd, an end.
  package internal(set) var refused = 0
  /// Attempts to connect that failed.
  package internal(set) var failedConnections = 0

  package init() {}
}
