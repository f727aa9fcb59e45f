import Casework
import Clibpq
import CivilTime
import Foundation
import Postgres
import Synchronization

/// The floor: what hand-made SQL reaches on the same database with the same rows, one transaction and one function call
/// per transition.
///
/// It goes through libpq alone, on a thread and a connection for each client, so that nothing of ours slows it down.
struct Floor {
  static let schema = "bench_floor"

  private let settings: ConnectionSettings
  private let cases: [CaseID]

  /// Makes the schema, with all cases opened.
  static func make(_ database: BenchDatabase, cases count: Int) async throws -> Floor {
    try await drop(database)
    try await database.pool.run(Script(named: "bench-floor", text: tables))
    var made: [CaseID] = []
    for _ in 0..<count { made.append(RequestIdentity.caseID(for: try RequestIdentity.event(nil))) }
    for start in stride(from: 0, to: count, by: 1_000) {
      let ids = made[start..<min(start + 1_000, count)].map(\.description)
      _ = try await database.pool.query(
        Statement(
          "bench-floor-open",
          """
          WITH opened AS (
            INSERT INTO bench_floor.cases (case_id, document, due_at)
            SELECT case_id, $2::json, now() + interval '30 days' FROM unnest($1::uuid[]) AS o (case_id)
            RETURNING case_id, due_at
          ) INSERT INTO bench_floor.timers (due_at, case_id) SELECT due_at, case_id FROM opened
          """), [.texts(ids), .text(document)]
      ) { _ in 0 }
    }
    return Floor(settings: database.settings, cases: made)
  }

  static func drop(_ database: BenchDatabase) async throws {
    try await database.pool.run(
      Script(
        named: "bench-floor-drop", text: "SET client_min_messages = error; DROP SCHEMA IF EXISTS bench_floor CASCADE"))
  }

  /// Opens so many cases, a transaction each, so many clients at once.
  func open(_ count: Int, clients: Int) async throws -> (transitions: Int, nanoseconds: [UInt64]) {
    var ids: [String] = []
    for _ in 0..<count { ids.append(RequestIdentity.caseID(for: try RequestIdentity.event(nil)).description) }
    return try await run(ids, .opening, clients: clients)
  }

  /// Makes one transition of each case in a range, so many clients at once.
  ///
  /// - Returns: how long each took, in nanoseconds.
  func run(_ range: Range<Int>, clients: Int) async throws -> (transitions: Int, nanoseconds: [UInt64]) {
    try await run(cases[range].map(\.description), .transition, clients: clients)
  }

  private func run(
    _ ids: [String], _ call: FloorConnection.Call, clients: Int
  ) async throws -> (transitions: Int, nanoseconds: [UInt64]) {
    let next = Counter()
    let results = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<min(clients, ids.count) {
        let connection = try FloorConnection(settings.connectionString, call)
        group.addTask {
          try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
              continuation.resume(
                with: Result { try connection.run(ids, next, Self.document, Self.entry, Self.message) })
            }
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return (results.count, results)
  }

  /// Ends with a fault of ours unless the floor did what it claims.
  static func requireTransitions(_ wanted: Int, _ database: BenchDatabase) async throws {
    let found = try await database.pool.query(
      Statement("bench-floor-count", "SELECT count(*) FROM bench_floor.journal")
    ) { try $0.int(0) }[0]
    guard found == wanted else {
      throw Answer(status: 70, message: "recourse: the floor made \(found) of \(wanted) transitions: no figures")
    }
  }

  // As large as the bench workflow's own.
  private static let document = """
    {"states":["step-2"],"data":{"title":"A case that is only measured","amount":48250,"note":"\(note)"},\
    "timers":[{"number":2,"key":"after step-2 0","anchor":"2026-01-05T09:00:00.123456Z","length":"30 days"}],"last_timer":2}
    """
  private static let entry = """
    {"states":["step-2"],"data":{"note":"\(note)"},"started":["step-2.within"],"stopped":["step-1.within"],\
    "effects":[{"notify":"clerk","template":"request"}]}
    """
  private static let message = """
    {"party":"clerk","queue":"clerk","template":"request","subject":"A case that is only measured",\
    "body":"It is your move in ABC-DEF-GHJK. Please answer by Friday 20 November 2026."}
    """
  private static var note: String { BenchWorkflow.input["note"]?.stringValue ?? "" }

  private static let tables = """
    CREATE SCHEMA bench_floor;
    CREATE TABLE bench_floor.cases (
      case_id uuid PRIMARY KEY, revision integer NOT NULL DEFAULT 1, state text NOT NULL DEFAULT 'step-1',
      due_at timestamptz NOT NULL, document json NOT NULL
    ) WITH (fillfactor = 75);
    CREATE TABLE bench_floor.journal (
      case_id uuid NOT NULL, revision integer NOT NULL, event_id uuid NOT NULL, at timestamptz NOT NULL,
      name text NOT NULL, actor text NOT NULL, payload json NOT NULL, PRIMARY KEY (case_id, revision)
    );
    CREATE TABLE bench_floor.timers (due_at timestamptz, case_id uuid, PRIMARY KEY (due_at, case_id));
    CREATE TABLE bench_floor.outbox (
      item bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id uuid NOT NULL, payload json NOT NULL
    );
    CREATE FUNCTION bench_floor.transition(which uuid, document_now json, entry json, message json) RETURNS integer
    LANGUAGE plpgsql AS $$
    DECLARE
      found_revision integer;
      found_due timestamptz;
      next_due timestamptz := clock_timestamp() + interval '30 days';
    BEGIN
      SELECT revision, due_at INTO STRICT found_revision, found_due
        FROM bench_floor.cases WHERE case_id = which FOR UPDATE;
      UPDATE bench_floor.cases SET revision = found_revision + 1, state = 'step-2', due_at = next_due,
        document = document_now WHERE case_id = which;
      INSERT INTO bench_floor.journal (case_id, revision, event_id, at, name, actor, payload)
        VALUES (which, found_revision + 1, which, clock_timestamp(), 'advance', 'clerk', entry);
      DELETE FROM bench_floor.timers WHERE due_at = found_due AND case_id = which;
      INSERT INTO bench_floor.timers (due_at, case_id) VALUES (next_due, which);
      INSERT INTO bench_floor.outbox (case_id, payload) VALUES (which, message);
      RETURN found_revision + 1;
    END
    $$;
    CREATE FUNCTION bench_floor.opening(which uuid, document_now json, entry json, message json) RETURNS integer
    LANGUAGE plpgsql AS $$
    DECLARE
      next_due timestamptz := clock_timestamp() + interval '30 days';
    BEGIN
      INSERT INTO bench_floor.cases (case_id, due_at, document) VALUES (which, next_due, document_now);
      INSERT INTO bench_floor.journal (case_id, revision, event_id, at, name, actor, payload)
        VALUES (which, 1, which, clock_timestamp(), 'opened', 'clerk', entry);
      INSERT INTO bench_floor.timers (due_at, case_id) VALUES (next_due, which);
      INSERT INTO bench_floor.outbox (case_id, payload) VALUES (which, message);
      RETURN 1;
    END
    $$;
    """
}

/// Hands out the numbers from 0 on, each once.
final class Counter: Sendable {
  private let value = Atomic(0)

  func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
}
