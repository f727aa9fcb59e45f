/// Why a pool did not run what it was given. Nothing of it was run.
package enum PoolError: Error, Sendable, CustomStringConvertible {
  /// No connection was free within the limit; `connecting` is why the last attempt to make one failed, if it did.
  case timeout(after: Duration, connecting: PostgresError?)
  /// As many callers are waiting as the pool allows.
  case crowded(waiting: Int)
  /// The pool is closed or closing.
  case closed

  package var description: String {
    switch self {
    case .timeout(let limit, nil): "no database connection was free within \(limit)"
    case .timeout(let limit, let failure?): "no database connection within \(limit): \(failure)"
    case .crowded(let waiting): "\(waiting) callers are waiting for a database connection already"
    case .closed: "the database connections are being closed"
    }
  }
}
