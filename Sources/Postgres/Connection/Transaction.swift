internal import Clibpq

/// One transaction, as its body sees it: every call blocks the connection's own thread until the server has answered.
///
/// It begins with the first statement, in the same round trip, and is committed when the body returns. Whatever the
/// body throws rolls it back.
package struct Transaction: ~Copyable {
  private let connection: Connection

  init(on connection: Connection, _ isolation: Isolation) {
    self.connection = connection
    connection.opening = [Command(isolation.opening)]
    // Session settings do not survive behind a proxy, so there the limit comes along with BEGIN.
    if !connection.settings.preparesStatements, let timeout = connection.settings.statementTimeout {
      connection.opening.append(Command(.setStatementTimeout, [.text(String(timeout.milliseconds)), true]))
    }
  }

  /// Runs one statement; one round trip.
  @discardableResult
  package func execute(_ statement: Statement, _ parameters: [Parameter] = []) throws(PostgresError) -> Rows {
    try executeAll([Command(statement, parameters)])[0]
  }

  /// Runs the commands in order and answers with their rows in that order; one round trip for each hundred.
  ///
  /// The first that fails ends it, and its error is thrown with its position: nothing after it was run.
  @discardableResult
  package func executeAll(_ commands: [Command]) throws(PostgresError) -> [Rows] {
    guard !commands.isEmpty else { return [] }
    try checkOpen()
    return try connection.execute(commands)
  }

  /// Runs the commands and commits, all in one round trip; afterwards the transaction is over and takes no statement.
  ///
  /// What the commands answer can no longer change the mind: let the statements themselves refuse what must not be kept.
  @discardableResult
  package func commit(after commands: [Command]) throws(PostgresError) -> [Rows] {
    try checkOpen()
    if isImplicit(commands) { return try commitImplicitly(commands) }
    do {
      var answers = try connection.execute(commands + [Command(.commit)])
      try checkCommitted(answers.removeLast())
      return answers
    } catch {
      throw withOutcome(of: error, commitPosition: commands.count)
    }
  }

  /// Whether what is to be done needs no BEGIN and no COMMIT: commands that are sent together, with nothing before
  /// them, are one transaction by themselves. A session of our own is in READ COMMITTED unless told otherwise;
  /// behind a proxy nobody knows what it is in.
  private func isImplicit(_ commands: [Command]) -> Bool {
    connection.settings.preparesStatements && connection.opening.count == 1
      && connection.opening[0].statement.name == Isolation.readCommitted.opening.name
      && !commands.isEmpty && commands.count <= Connection.batchLimit
  }

  private func commitImplicitly(_ commands: [Command]) throws(PostgresError) -> [Rows] {
    connection.opening = []
    do {
      return try connection.execute(commands)
    } catch {
      throw withOutcome(of: error, commitPosition: commands.count)
    }
  }

  /// Runs a script within the transaction.
  package func run(_ script: Script) throws(PostgresError) {
    try checkOpen()
    try connection.execute(script)
  }

  /// Tells those who listen on the channel, once the transaction is committed. The payload is limited to 7,999 bytes.
  package func notify(_ channel: Identifier, _ payload: String = "") throws(PostgresError) {
    try execute(.notify, [.text(channel.name), .text(payload)])
  }

  /// Runs `body` so that what it throws undoes only what it did; the transaction can go on afterwards.
  package func savepoint<R>(_ body: (borrowing Transaction) throws -> R) throws -> R {
    try execute(.savepoint)
    let result: R
    do {
      result = try body(self)
    } catch {
      try executeAll([Command(.rollbackToSavepoint), Command(.releaseSavepoint)])
      throw error
    }
    try execute(.releaseSavepoint)
    return result
  }

  /// Ends what the body began: nothing was sent, or it was committed already, or it is committed now.
  func finish() throws(PostgresError) {
    if isOver { return connection.opening = [] }
    try commit(after: [])
  }

  /// Undoes everything; a connection that cannot do it is given up, and then the server undoes it.
  func rollBack() {
    if isOver { return connection.opening = [] }
    do {
      _ = try connection.execute([Command(.rollback)])
    } catch {
      connection.markBroken()
    }
  }

  private var isOver: Bool { !connection.opening.isEmpty || PQtransactionStatus(connection.handle) == PQTRANS_IDLE }

  /// A transaction in which a statement has failed answers COMMIT with ROLLBACK, and calls that success.
  private func checkCommitted(_ answer: Rows) throws(PostgresError) {
    guard String(cString: PQcmdStatus(answer.result.pointer)) == "COMMIT" else {
      throw PostgresError(
        .refused, sqlState: "25P02", statement: Statement.commit.name,
        message: "a statement had failed, so that the transaction was rolled back")
    }
  }

  /// A connection that broke off may have carried the COMMIT before, unless the server said that it stopped earlier.
  private func withOutcome(of error: PostgresError, commitPosition: Int) -> PostgresError {
    guard error.isConnectionLoss else { return error }
    var error = error
    let stoppedBefore = error.sqlState != nil && error.position.map { $0 < commitPosition } ?? false
    error.isOutcomeUnknown = !stoppedBefore
    return error
  }

  private func checkOpen() throws(PostgresError) {
    guard isOver, connection.opening.isEmpty else { return }
    throw PostgresError(.refused, sqlState: "25P01", message: "the transaction is over")
  }
}

extension Statement {
  static let commit = Statement("commit", "COMMIT")
  static let rollback = Statement("rollback", "ROLLBACK")
  fileprivate static let savepoint = Statement("savepoint", "SAVEPOINT attempt")
  fileprivate static let releaseSavepoint = Statement("release-savepoint", "RELEASE SAVEPOINT attempt")
  fileprivate static let rollbackToSavepoint = Statement("rollback-to-savepoint", "ROLLBACK TO SAVEPOINT attempt")
  fileprivate static let notify = Statement("notify", "SELECT pg_notify($1, $2)")
}
