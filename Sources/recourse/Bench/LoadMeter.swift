import Foundation
import Postgres

/// Measures loads on a database: the time they took, and what they cost both sides.
struct LoadMeter {
  /// Everything that is counted, at one moment.
  private struct Reading {
    let client: Double
    let server: Double?
    let wal: Int
    let tables: Int
  }

  let database: BenchDatabase
  /// Whose tables are counted.
  let schema: String
  private(set) var rounds: [LoadRound] = []

  init(_ database: BenchDatabase, schema: String) {
    self.database = database
    self.schema = schema
  }

  /// Runs a load once.
  ///
  /// - Parameter load: answers with the number of transitions that were committed, and the nanoseconds that each call
  ///   took.
  mutating func measure(_ load: () async throws -> (transitions: Int, nanoseconds: [UInt64])) async throws {
    let before = try await read()
    let start = ContinuousClock.now
    let (transitions, nanoseconds) = try await load()
    let taken = start.duration(to: .now)
    let after = try await read()
    let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    rounds.append(
      LoadRound(
        transitions: transitions, seconds: seconds, nanoseconds: nanoseconds, client: after.client - before.client,
        server: after.server.flatMap { after in before.server.map { after - $0 } }, wal: after.wal - before.wal,
        tables: after.tables - before.tables))
  }

  private func read() async throws -> Reading {
    let row = try await database.pool.query(
      Statement(
        "bench-reading",
        """
        SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
          (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r')
        """), [.text(schema)]
    ) { (wal: try $0.int(0), tables: try $0.int(1)) }[0]
    return Reading(
      client: ProcessTimes.ownSeconds(), server: database.server.flatMap(ProcessTimes.seconds(ofServer:)),
      wal: row.wal, tables: row.tables)
  }
}

/// One round of a load.
struct LoadRound {
  let transitions: Int
  let seconds: Double
  let nanoseconds: [UInt64]
  let client: Double
  let server: Double?
  let wal: Int
  let tables: Int

  var rate: Double { Double(transitions) / seconds }
}
