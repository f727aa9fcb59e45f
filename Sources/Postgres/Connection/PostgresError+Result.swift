internal import Clibpq

extension PostgresError {
  /// Reads the error out of a failed result; `isConnected` is what libpq says of the connection afterwards.
  init(of result: OpaquePointer?, isConnected: Bool, statement: String?, position: Int?) {
    let state = Self.field(result, Diagnostic.sqlState)
    let severity = Self.field(result, Diagnostic.severity)
    // A terminated backend leaves a FATAL, sometimes with no SQLSTATE, before libpq itself notices the closed socket.
    let isFatal = severity == "FATAL" || severity == "PANIC" || state == nil
    self.init(
      isFatal || !isConnected ? .connectionLost : .refused, sqlState: state, statement: statement, position: position,
      constraint: Self.field(result, Diagnostic.constraint),
      message: Self.message(state: state, primary: Self.field(result, Diagnostic.primaryMessage)))
  }

  /// The connection broke off without a word from the server.
  static func lost(statement: String?, position: Int? = nil) -> PostgresError {
    PostgresError(
      .connectionLost, statement: statement, position: position, message: "the connection to the database was lost")
  }

  /// The primary message where its wording is known to quote no value, otherwise our own words for its class.
  static func message(state: String?, primary: String?) -> String {
    guard let state else { return "the connection to the database was lost" }
    let kind = String(state.prefix(2))
    if classesWithoutValues.contains(kind), let primary { return primary }
    switch kind {
    case "22": return "a value does not fit its type or its column"
    case "P0": return "a database function refused"
    case "XX": return "the database reports an internal error"
    default: return "the database refused the statement"
    }
  }

  /// Classes whose messages name relations, columns, constraints, types, users, files and tokens of our own SQL only.
  /// 22 (data exceptions) quotes the value, P0 says whatever a function put together, XX quotes what it stumbled on.
  private static let classesWithoutValues: Set<String> = [
    "08", "0A", "21", "23", "25", "26", "28", "2B", "2D", "34", "3D", "3F", "40", "42", "53", "54", "55", "57", "58",
  ]

  /// The letters of the protocol's error fields; libpq has them as macros of character constants, which are not imported.
  private enum Diagnostic {
    static let severity = UInt8(ascii: "V")
    static let sqlState = UInt8(ascii: "C")
    static let primaryMessage = UInt8(ascii: "M")
    static let constraint = UInt8(ascii: "n")
  }

  private static func field(_ result: OpaquePointer?, _ code: UInt8) -> String? {
    guard let result, let text = PQresultErrorField(result, Int32(code)) else { return nil }
    return String(cString: text)
  }
}
