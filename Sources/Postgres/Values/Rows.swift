internal import Clibpq

/// The rows a statement answered with.
///
/// They live as long as anyone holds them. Not `Sendable`: read what you need where the transaction runs and give that
/// out, as values.
package struct Rows: RandomAccessCollection {
  let result: QueryResult

  package var startIndex: Int { 0 }
  package var endIndex: Int { result.rowCount }
  package subscript(position: Int) -> Row {
    precondition(position >= 0 && position < result.rowCount, "no row \(position) of \(result.rowCount)")
    return Row(result: result, index: Int32(position))
  }

  /// How many rows the statement inserted, updated, deleted or answered with.
  package var affectedCount: Int {
    Int(String(cString: PQcmdTuples(result.pointer))) ?? 0
  }

  /// The one row that a statement must answer with.
  package func single() throws(PostgresError) -> Row {
    guard count == 1 else {
      throw PostgresError(
        .unreadable, statement: result.statement, message: "answered with \(count) rows where one was expected")
    }
    return self[0]
  }
}
