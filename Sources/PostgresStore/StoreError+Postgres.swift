import Engine
import Postgres

extension StoreError {
  /// The port's words for what the client throws; any other error is the body's own and stays as it is.
  static func translated(_ error: any Error) -> any Error {
    switch error {
    case let error as PostgresError: StoreError(error)
    case let error as PoolError: StoreError(error)
    default: error
    }
  }

  private init(_ error: PostgresError) {
    switch error.kind {
    case .connectionLost, .connectionFailed:
      // Also where the COMMIT may have arrived: everything in the port may safely be done twice.
      self.init(.unavailable, error.description, isRetryable: true)
    case .unreadable: self.init(.damaged, error.description, isRetryable: false)
    case .unsendable: self.init(.refused, error.description, isRetryable: false)
    case .refused:
      if error.sqlState == "42P01" || error.sqlState == "3F000" || error.sqlState == "42703" {
        self.init(
          .schema, "\(error.description); run `recourse db migrate` with this release", isRetryable: false)
      } else {
        self.init(.refused, error.description, isRetryable: error.isRetryable)
      }
    }
  }

  private init(_ error: PoolError) {
    switch error {
    case .timeout(_, nil), .crowded: self.init(.busy, error.description, isRetryable: true)
    case .timeout(_, _?): self.init(.unavailable, error.description, isRetryable: true)
    case .closed: self.init(.unavailable, error.description, isRetryable: false)
    }
  }
}
