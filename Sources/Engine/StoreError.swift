/// Why the store could not do something. It never holds anything of a case.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What sort of failure it is.
  package enum Code: String, Sendable, Hashable {
    /// The database can't be reached or went away.
    case unavailable
    /// The database refused a statement.
    case refused
    /// No connection came free in time.
    case busy
    /// The schema is older or newer than this program.
    case schema
    /// Something kept can't be read back.
    case damaged
  }

  package let code: Code
  /// Names a statement, a limit or a remedy; never a value.
  package let message: String
  package let isRetryable: Bool

  package init(_ code: Code, _ message: String, isRetryable: Bool) {
    self.code = code
    self.message = message
    self.isRetryable = isRetryable
  }

  package var description: String { "\(code.rawValue): \(message)" }
}
