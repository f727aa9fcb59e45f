internal import Clibpq

/// One row of an answer; columns are counted from 0, in the order of the SELECT list.
///
/// Each reader throws where the column is NULL or holds something else; its `OrNil` twin answers nil for NULL.
package struct Row {
  let result: QueryResult
  let index: Int32

  package func isNull(_ column: Int) -> Bool {
    PQgetisnull(result.pointer, index, checked(column)) != 0
  }

  package func int64(_ column: Int) throws(PostgresError) -> Int64 { try present(column, int64OrNil(column)) }
  package func int64OrNil(_ column: Int) throws(PostgresError) -> Int64? {
    try read(column, "an integer") { IntegerText.int64(of: $0) }
  }

  package func int(_ column: Int) throws(PostgresError) -> Int { try present(column, intOrNil(column)) }
  package func intOrNil(_ column: Int) throws(PostgresError) -> Int? { try int64OrNil(column).map(Int.init) }

  package func double(_ column: Int) throws(PostgresError) -> Double { try present(column, doubleOrNil(column)) }
  package func doubleOrNil(_ column: Int) throws(PostgresError) -> Double? {
    try read(column, "a number") { Double(String(decoding: $0, as: UTF8.self)) }
  }

  package func bool(_ column: Int) throws(PostgresError) -> Bool { try present(column, boolOrNil(column)) }
  package func boolOrNil(_ column: Int) throws(PostgresError) -> Bool? {
    try read(column, "a boolean") { text -> Bool? in
      guard text.count == 1 else { return nil }
      return text[0] == UInt8(ascii: "t") ? true : text[0] == UInt8(ascii: "f") ? false : nil
    }
  }

  /// The column's text form, whatever its type.
  package func string(_ column: Int) throws(PostgresError) -> String { try present(column, stringOrNil(column)) }
  package func stringOrNil(_ column: Int) throws(PostgresError) -> String? {
    try read(column, "text") { String(decoding: $0, as: UTF8.self) }
  }

  /// The column's text form as UTF-8, such as a JSON document.
  package func utf8(_ column: Int) throws(PostgresError) -> [UInt8] { try present(column, utf8OrNil(column)) }
  package func utf8OrNil(_ column: Int) throws(PostgresError) -> [UInt8]? {
    try read(column, "text") { Array($0) }
  }

  /// A `bytea`.
  package func bytes(_ column: Int) throws(PostgresError) -> [UInt8] { try present(column, bytesOrNil(column)) }
  package func bytesOrNil(_ column: Int) throws(PostgresError) -> [UInt8]? {
    try read(column, "a bytea") { HexadecimalText.bytes(of: $0) }
  }

  /// A `uuid` as two numbers.
  package func uuid(_ column: Int) throws(PostgresError) -> (high: UInt64, low: UInt64) {
    try present(column, read(column, "a uuid") { UUIDText.halves(of: $0) })
  }

  /// A `timestamptz` in microseconds since 1970-01-01T00:00:00Z.
  package func timestamp(_ column: Int) throws(PostgresError) -> Int64 { try present(column, timestampOrNil(column)) }
  package func timestampOrNil(_ column: Int) throws(PostgresError) -> Int64? {
    try read(column, "a timestamptz") { TimestampText.microseconds(of: $0) }
  }

  /// A `text[]` of one dimension.
  package func strings(_ column: Int) throws(PostgresError) -> [String?] { try present(column, stringsOrNil(column)) }
  package func stringsOrNil(_ column: Int) throws(PostgresError) -> [String?]? {
    try read(column, "an array") { text in
      ArrayText.elements(of: text)?.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
  }

  private func read<T>(
    _ column: Int, _ wanted: StaticString, _ parse: (UnsafeRawBufferPointer) -> T?
  ) throws(PostgresError) -> T? {
    let number = checked(column)
    guard PQgetisnull(result.pointer, index, number) == 0 else { return nil }
    let length = Int(PQgetlength(result.pointer, index, number))
    let text = UnsafeRawBufferPointer(start: PQgetvalue(result.pointer, index, number), count: length)
    guard let value = withExtendedLifetime(result, { parse(text) }) else {
      throw unreadable(column, "is not \(wanted)")
    }
    return value
  }

  private func present<T>(_ column: Int, _ value: T?) throws(PostgresError) -> T {
    guard let value else { throw unreadable(column, "is NULL") }
    return value
  }

  private func unreadable(_ column: Int, _ what: String) -> PostgresError {
    let name = PQfname(result.pointer, Int32(column)).map { String(cString: $0) } ?? "?"
    return PostgresError(.unreadable, statement: result.statement, message: "column \(column) (\(name)) \(what)")
  }

  /// A column the statement doesn't have is a mistake in the program: libpq would answer NULL and hide it.
  private func checked(_ column: Int) -> Int32 {
    precondition(
      column >= 0 && column < Int(PQnfields(result.pointer)), "statement \(result.statement) has no column \(column)")
    return Int32(column)
  }
}
