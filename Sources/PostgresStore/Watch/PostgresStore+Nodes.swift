import Casework
import CivilTime
import Engine
import Postgres

extension PostgresStore {
  static let nodeStatements = [seeNode, tooOldFor, forgetNodes, leaveNode, listNodes]

  /// How often a process should say that it is there.
  package static let nodeBeatSeconds: Int64 = 10
  /// Silent for longer, a process counts as gone.
  package static let nodeStaleSeconds: Int64 = 35
  /// What has been silent for longer is no longer listed.
  package static let nodeForgottenDays: Int64 = 7

  /// Says that a process is there, and asks whether its program may still work here.
  ///
  /// - Throws: `StoreError` of code `schema` where the database has been migrated past what this program can work with.
  package func see(_ node: Node) async throws {
    let values: [Parameter] = [
      .text(node.id.description), .text(node.kind), .text(node.host), .integer(Int64(node.process)),
      .text(node.version), .integer(Int64(generation)),
    ]
    let newer = try await run { [generation] transaction in
      let answers = try transaction.commit(
        after: [
          Command(Self.seeNode, values), Command(Self.forgetNodes, [.integer(Self.nodeForgottenDays)]),
          Command(Self.tooOldFor, [.integer(Int64(generation))]),
        ])
      return try answers[2].first.map { (number: try $0.int(0), name: try $0.string(1), oldest: try $0.int(2)) }
    }
    guard let newer else { return }
    throw StoreError(
      .schema, MigrationStatus.tooOld(generation, for: newer.number, newer.name, oldestProgram: newer.oldest),
      isRetryable: false)
  }

  /// Takes a process off the list, as it stops.
  package func leave(_ node: Node) async throws {
    _ = try await run { transaction in
      try transaction.commit(after: [Command(Self.leaveNode, [.text(node.id.description)])]).count
    }
  }

  /// The processes on this database, the longest running first; those that were killed stay a while.
  package func nodes() async throws -> [SeenNode] {
    try await run { transaction in
      try transaction.execute(Self.listNodes).map { row in
        let node = Node(
          id: try row.uniqueID(0), kind: try row.string(1), host: try row.string(2), process: try row.int(3),
          version: try row.string(4))
        return SeenNode(
          node: node, generation: try row.int(5), startedAt: try row.instant(6), seenAt: try row.instant(7),
          silentFor: .microseconds(try row.int64(8)))
      }
    }
  }

  private static let seeNode = Statement(
    "see-node",
    """
    INSERT INTO recourse.nodes (node_id, kind, host, process, version, generation, started_at, seen_at)
    SELECT $1, $2, $3, $4, $5, $6, n, n FROM (SELECT recourse.now() AS n) AS t
    ON CONFLICT (node_id) DO UPDATE SET seen_at = excluded.seen_at
    """)

  private static let forgetNodes = Statement(
    "forget-nodes",
    "DELETE FROM recourse.nodes WHERE seen_at < (SELECT recourse.now()) - $1::bigint * interval '24 hours'")

  private static let tooOldFor = Statement(
    "too-old-for",
    """
    SELECT number, name, oldest_program FROM recourse.migrations
    WHERE number > $1 AND oldest_program > $1 ORDER BY number LIMIT 1
    """)

  private static let leaveNode = Statement("leave-node", "DELETE FROM recourse.nodes WHERE node_id = $1")

  private static let listNodes = Statement(
    "list-nodes",
    """
    SELECT node_id, kind, host, process, version, generation, started_at, seen_at,
      (extract(epoch FROM (SELECT recourse.now()) - seen_at) * 1000000)::bigint
    FROM recourse.nodes ORDER BY started_at, node_id LIMIT 1000
    """)
}
