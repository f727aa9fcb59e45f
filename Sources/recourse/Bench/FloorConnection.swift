import Clibpq
import Foundation

/// One client of the floor: a connection, used by one thread.
///
/// Handed to its thread once and never shared, which the compiler can't see of a C pointer.
final class FloorConnection: @unchecked Sendable {
  /// What is called for each case.
  enum Call: String, Sendable {
    case transition, opening
  }

  private let handle: OpaquePointer

  /// - Throws: `Answer` where the server takes no further connection.
  init(_ connectionString: String, _ call: Call) throws {
    guard let handle = PQconnectdb(connectionString) else { throw Answer.no("recourse: libpq is out of memory") }
    self.handle = handle
    let prepared = PQprepare(handle, "call", "SELECT bench_floor.\(call.rawValue)($1, $2, $3, $4)", 4, nil)
    defer { PQclear(prepared) }
    guard PQresultStatus(prepared) == PGRES_COMMAND_OK else { throw failure() }
  }

  deinit { PQfinish(handle) }

  /// Makes the transitions that the counter still gives out, one after the other.
  ///
  /// - Returns: the nanoseconds of each.
  func run(_ ids: [String], _ next: Counter, _ document: String, _ entry: String, _ message: String) throws -> [UInt64]
  {
    var taken: [UInt64] = []
    while true {
      let number = next.next()
      guard number < ids.count else { return taken }
      let start = ContinuousClock.now
      try make([ids[number], document, entry, message])
      taken.append(LatencyClock.nanoseconds(since: start))
    }
  }

  private func make(_ values: [String]) throws {
    let copies = values.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let result = PQexecPrepared(
      handle, "call", Int32(values.count), copies.map { UnsafePointer($0) }, nil, nil, 0)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) == 1 else { throw failure() }
  }

  private func failure() -> Answer {
    .no("recourse: the floor failed: \(String(cString: PQerrorMessage(handle)))")
  }
}

/// Time spans as the reports count them.
enum LatencyClock {
  static func nanoseconds(since start: ContinuousClock.Instant) -> UInt64 {
    let (seconds, attoseconds) = start.duration(to: .now).components
    return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
  }
}
