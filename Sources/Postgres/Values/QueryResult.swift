internal import Clibpq

/// Owns one result of libpq and clears it exactly once, when the last `Rows` or `Row` of it is gone.
final class QueryResult {
  let pointer: OpaquePointer
  let statement: String
  let rowCount: Int

  init(_ pointer: OpaquePointer, statement: String) {
    self.pointer = pointer
    self.statement = statement
    rowCount = Int(PQntuples(pointer))
  }

  deinit { PQclear(pointer) }
}
