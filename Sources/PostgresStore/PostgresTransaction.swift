import Engine
import Postgres

/// One transaction of PostgreSQL as the engine sees it.
///
/// Each topic has an extension of its own, in which every statement stands beside the function that sends it and reads
/// its rows; `statements` lists them all.
final class PostgresTransaction: StoreTransaction {
  typealias Exchange = ([Command]) throws -> [Rows]

  /// Sends commands in one round trip and answers with the rows of each.
  let exchange: Exchange
  /// The same and a COMMIT.
  let commit: Exchange
  /// The steps that this transaction has written, or tried to.
  var steps = WrittenSteps()

  private init(exchange: @escaping Exchange, commit: @escaping Exchange) {
    self.exchange = exchange
    self.commit = commit
  }

  /// Runs a body in a transaction that is under way.
  ///
  /// The client's transaction is only lent to us, while the port hands out a value that its body could keep; the
  /// borrowed closures see to it that keeping one beyond its end is caught at once.
  static func run<Result>(
    _ body: (any StoreTransaction) throws -> Result, in transaction: borrowing Transaction,
    telling: (([Command]) -> Void)? = nil
  ) throws -> (result: Result, steps: WrittenSteps) {
    guard let telling else {
      return try lend({ try transaction.executeAll($0) }, { try transaction.commit(after: $0) }, to: body)
    }
    return try lend(
      { commands in
        telling(commands)
        return try transaction.executeAll(commands)
      },
      { commands in
        telling(commands)
        return try transaction.commit(after: commands)
      }, to: body)
  }

  private static func lend<Result>(
    _ exchange: ([Command]) throws -> [Rows], _ commit: ([Command]) throws -> [Rows],
    to body: (any StoreTransaction) throws -> Result
  ) throws -> (result: Result, steps: WrittenSteps) {
    try withoutActuallyEscaping(exchange) { exchange in
      try withoutActuallyEscaping(commit) { commit in
        let transaction = PostgresTransaction(exchange: exchange, commit: commit)
        return (try body(transaction), transaction.steps)
      }
    }
  }

  /// Sends one statement by itself.
  @discardableResult
  func execute(_ statement: Statement, _ parameters: [Parameter] = []) throws -> Rows {
    try exchange([Command(statement, parameters)])[0]
  }
}
