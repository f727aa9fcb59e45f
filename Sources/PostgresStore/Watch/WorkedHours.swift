import CivilTime
import Synchronization

/// What was done hour by hour; an hour that is over is counted once, as it changes no more.
package final class WorkedHours: Sendable {
  /// All hours that begin from one instant on and before another.
  private struct Kept {
    var from = Instant(seconds: 0)
    var until = Instant(seconds: 0)
    var hours: [HourOfWork] = []
  }

  /// A step is dated when it is decided, and may be kept a little later: in seconds.
  private static let restSeconds: Int64 = 600

  private let store: PostgresStore
  private let kept = Mutex(Kept())

  package init(of store: PostgresStore) { self.store = store }

  /// The last hours, the first first; hours without any work are left out.
  package func last(_ count: Int) async throws -> [HourOfWork] {
    let now = try await store.clock().now
    let begin = now.hour.advanced(bySeconds: -Int64(count - 1) * 3_600)
    let known = kept.withLock { $0.from <= begin && begin <= $0.until ? $0 : Kept(from: begin, until: begin) }
    let counted = try await store.hoursOfWork(since: known.until)
    let hours = known.hours.filter { $0.begins >= begin } + counted
    let until = max(begin, now.advanced(bySeconds: -Self.restSeconds).hour)
    // Of two who count at once either is right.
    kept.withLock { $0 = Kept(from: begin, until: until, hours: hours.filter { $0.begins < until }) }
    return hours
  }
}

extension Instant {
  /// When the hour began (UTC).
  fileprivate var hour: Instant { Instant(seconds: seconds - seconds % 3_600) }
}
