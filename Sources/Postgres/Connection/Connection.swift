internal import Clibpq

/// One connection to the server, used by one thread only and blocking it.
///
/// Not `Sendable`, and nobody outside the module holds one: a `Pool` lends it to a transaction's body, on the
/// connection's own thread.
final class Connection {
  /// How many commands go out before their answers are read. Each answer waits in the server's or our memory till then.
  static let batchLimit = 100

  let handle: OpaquePointer
  let settings: ConnectionSettings
  /// What opens the transaction; sent together with its first commands, as one round trip.
  var opening: [Command] = []
  /// The names of the statements that this connection has parsed, with their text.
  var prepared: [String: String] = [:]
  private(set) var isBroken = false
  private var buffer = ParameterBuffer()

  init(handle: OpaquePointer, settings: ConnectionSettings) {
    self.handle = handle
    self.settings = settings
  }

  deinit { PQfinish(handle) }

  /// Whether it can serve the next transaction.
  var isReusable: Bool {
    !isBroken && PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
  }

  func markBroken() { isBroken = true }

  /// Runs the commands in order, one round trip for each hundred; the first that fails ends it, and its error is thrown.
  func execute(_ commands: [Command]) throws(PostgresError) -> [Rows] {
    let opening = opening
    self.opening = []
    let all = opening.isEmpty ? commands : opening + commands
    var answers: [Rows] = []
    answers.reserveCapacity(all.count)
    var start = 0
    while start < all.count {
      let end = min(start + Self.batchLimit, all.count)
      try exchange(all[start..<end], openingCount: opening.count, into: &answers)
      start = end
    }
    if !opening.isEmpty { answers.removeFirst(opening.count) }
    return answers
  }

  /// Runs a script in one piece.
  func execute(_ script: Script) throws(PostgresError) {
    if !opening.isEmpty { _ = try execute([]) }
    guard let pointer = PQexec(handle, script.text) else { throw lost(script.name) }
    let result = QueryResult(pointer, statement: script.name)
    switch PQresultStatus(result.pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
    case PGRES_FATAL_ERROR: throw failure(of: result, position: nil)
    default:
      // COPY to or from the client has no place in a script, and leaves the connection in the middle of it.
      markBroken()
      throw PostgresError(.refused, statement: script.name, message: "the script asks for a copy to or from the client")
    }
  }

  /// What the connection has sent and must read an answer for.
  private struct Sent {
    let statement: Statement
    /// Where the command stood in what was asked; nil for what goes out beside it.
    let position: Int?
    let isPreparation: Bool
  }

  private func exchange(
    _ commands: ArraySlice<Command>, openingCount: Int, into answers: inout [Rows]
  ) throws(PostgresError) {
    guard PQenterPipelineMode(handle) == 1 else { throw lost(commands.first?.statement.name) }
    var sent: [Sent] = []
    sent.reserveCapacity(commands.count)
    var failure: PostgresError?
    for (position, command) in zip(commands.indices, commands) where failure == nil {
      failure = send(command, position: position < openingCount ? nil : position - openingCount, noting: &sent)
    }
    if PQpipelineSync(handle) != 1 { failure = failure ?? lost(nil) }
    for item in sent {
      guard let pointer = PQgetResult(handle) else { throw lost(item.statement.name) }
      let result = QueryResult(pointer, statement: item.statement.name)
      switch PQresultStatus(pointer) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        if item.isPreparation {
          prepared[item.statement.name] = item.statement.text
        } else {
          answers.append(Rows(result: result))
        }
      case PGRES_PIPELINE_ABORTED: break
      default: failure = failure ?? self.failure(of: result, position: item.position)
      }
      // Looked at before the next read: of a connection that broke off libpq gives NULL for ever.
      if PQstatus(handle) != CONNECTION_OK { throw failure.map { broken($0) } ?? lost(item.statement.name) }
      if let more = PQgetResult(handle) {
        PQclear(more)
        throw lost(item.statement.name)
      }
    }
    guard let sync = PQgetResult(handle), PQresultStatus(sync) == PGRES_PIPELINE_SYNC else {
      throw failure.map { broken($0) } ?? lost(nil)
    }
    PQclear(sync)
    guard PQexitPipelineMode(handle) == 1 else { throw lost(nil) }
    if let failure { throw failure }
  }

  private func send(_ command: Command, position: Int?, noting sent: inout [Sent]) -> PostgresError? {
    let statement = command.statement
    if let index = buffer.fill(command.parameters) {
      return PostgresError(
        .unsendable, statement: statement.name, position: position,
        message: "the text of parameter $\(index + 1) has a NUL character, which PostgreSQL cannot store")
    }
    let isSent = buffer.withArrays { count, types, values, lengths, formats -> Bool in
      guard settings.preparesStatements else {
        return PQsendQueryParams(handle, statement.text, count, types, values, lengths, formats, 0) == 1
      }
      if let text = prepared[statement.name] {
        precondition(text == statement.text, "two statements are called \(statement.name)")
      } else if !sent.contains(where: { $0.isPreparation && $0.statement.name == statement.name }) {
        guard PQsendPrepare(handle, statement.name, statement.text, count, types) == 1 else { return false }
        sent.append(Sent(statement: statement, position: position, isPreparation: true))
      }
      return PQsendQueryPrepared(handle, statement.name, count, values, lengths, formats, 0) == 1
    }
    guard isSent else {
      return PQstatus(handle) == CONNECTION_OK
        ? PostgresError(
          .unsendable, statement: statement.name, position: position,
          message: "the parameters are too many or too large to send")
        : lost(statement.name)
    }
    sent.append(Sent(statement: statement, position: position, isPreparation: false))
    return nil
  }

  private func failure(of result: QueryResult, position: Int?) -> PostgresError {
    let error = PostgresError(
      of: result.pointer, isConnected: PQstatus(handle) == CONNECTION_OK, statement: result.statement,
      position: position)
    // A plan that a changed table has made wrong (0A000), or one a proxy has lost, comes right on a new connection.
    let isPlanLost = settings.preparesStatements && (error.sqlState == "0A000" || error.sqlState == "26000")
    if error.isConnectionLoss || isPlanLost { markBroken() }
    return error
  }

  private func lost(_ statement: String?) -> PostgresError {
    markBroken()
    return .lost(statement: statement)
  }

  /// An error the server sent just before it went away: what it said, and that the connection is gone.
  private func broken(_ error: PostgresError) -> PostgresError {
    markBroken()
    guard !error.isConnectionLoss else { return error }
    return PostgresError(
      .connectionLost, sqlState: error.sqlState, statement: error.statement, position: error.position,
      message: error.message)
  }
}
