/// What went wrong between the program and the database: codes and names, never the values of a case.
///
/// PostgreSQL's detail, hint, context and internal query are not read at all. Its primary message is kept only for the
/// classes of error whose wording names tables, constraints and users but quotes no value (see `init(refusedBy:…)`).
package struct PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Who found the fault, which decides what may be done about it.
  package enum Kind: Hashable, Sendable {
    /// The server refused a statement; the connection is still good.
    case refused
    /// The connection broke off; the server has rolled back, or will, whatever was not committed.
    case connectionLost
    /// No connection could be made.
    case connectionFailed
    /// A column held something other than the program reads there.
    case unreadable
    /// A value cannot be sent, such as text with a NUL character.
    case unsendable
  }

  /// Who found the fault.
  package let kind: Kind
  /// The five characters of the standard, or nil where the server said nothing (a connection that broke off).
  package let sqlState: String?
  /// The name of the statement, as its author gave it.
  package var statement: String?
  /// The place of the statement in the commands given to one `executeAll`, from 0.
  package var position: Int?
  /// The constraint that was violated.
  package let constraint: String?
  /// What happened, without any value.
  package let message: String
  /// True where the connection broke off while a COMMIT was under way: it may have been kept, or not.
  package var isOutcomeUnknown = false

  init(
    _ kind: Kind, sqlState: String? = nil, statement: String? = nil, position: Int? = nil, constraint: String? = nil,
    message: String
  ) {
    self.kind = kind
    self.sqlState = sqlState
    self.statement = statement
    self.position = position
    self.constraint = constraint
    self.message = message
  }

  /// The connection is gone, so that whoever goes on needs another one.
  package var isConnectionLoss: Bool { kind == .connectionLost || kind == .connectionFailed }

  /// The same transaction, tried again from its start, may succeed, and nothing of this attempt was kept.
  ///
  /// A COMMIT whose answer was lost is not retryable in this sense: the caller has to look whether it was kept.
  package var isRetryable: Bool {
    if isOutcomeUnknown { return false }
    switch kind {
    case .connectionLost, .connectionFailed: return true
    case .unreadable, .unsendable: return false
    case .refused:
      guard let sqlState else { return false }
      return Self.retryableStates.contains(sqlState)
    }
  }

  /// Serialization failure, deadlock, a lock not free, too many connections, out of memory, a server that stops or
  /// starts, a prepared statement that a proxy has lost.
  private static let retryableStates: Set<String> = [
    "40001", "40P01", "55P03", "53200", "53300", "57P01", "57P02", "57P03", "57P05", "25P03", "26000",
  ]

  package var description: String {
    var text = statement.map { "statement \($0): " } ?? ""
    text += message
    let codes = [sqlState.map { "SQLSTATE \($0)" }, constraint.map { "constraint \($0)" }].compactMap(\.self)
    if !codes.isEmpty { text += " (" + codes.joined(separator: ", ") + ")" }
    if isOutcomeUnknown { text += "; it is not known whether the transaction was committed" }
    return text
  }
}
