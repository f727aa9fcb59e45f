package import Casework
package import CivilTime

/// A process that works on the database, as it makes itself known.
package struct Node: Sendable, Hashable {
  /// Made by the process when it starts.
  package let id: UniqueID
  /// What it does, such as `work`.
  package let kind: String
  package let host: String
  /// Its number on that host.
  package let process: Int
  package let version: String

  package init(id: UniqueID, kind: String, host: String, process: Int, version: String) {
    self.id = id
    self.kind = kind
    self.host = host
    self.process = process
    self.version = version
  }
}

/// A process as the database has seen it.
package struct SeenNode: Sendable, Hashable {
  package let node: Node
  /// The newest migration that its program knows.
  package let generation: Int
  package let startedAt: Instant
  /// When it last said that it is there.
  package let seenAt: Instant
  /// How long ago that was, by the database's clock.
  package let silentFor: Duration

  /// Whether it has been silent for so long that it is probably gone: killed, or cut off from the database.
  package var isStale: Bool { silentFor >= .seconds(PostgresStore.nodeStaleSeconds) }
}
