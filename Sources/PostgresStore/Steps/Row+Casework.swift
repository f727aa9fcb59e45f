import Casework
import CivilTime
import Engine
import Postgres

extension Row {
  func caseID(_ column: Int) throws -> CaseID { CaseID(try uniqueID(column)) }
  func eventID(_ column: Int) throws -> EventID { EventID(try uniqueID(column)) }

  func uniqueID(_ column: Int) throws -> UniqueID {
    let (high, low) = try uuid(column)
    return UniqueID(high: high, low: low)
  }

  func digest(_ column: Int) throws -> WorkflowDigest {
    guard let digest = WorkflowDigest(hexadecimal: try string(column)) else { throw damaged(column, "is no digest") }
    return digest
  }

  func instant(_ column: Int) throws -> Instant { Instant(microseconds: try timestamp(column)) }
  func instantOrNil(_ column: Int) throws -> Instant? { try timestampOrNil(column).map { Instant(microseconds: $0) } }

  func date(_ column: Int) throws -> CivilDate? {
    guard let text = try stringOrNil(column) else { return nil }
    guard let date = CivilDate(iso8601: text) else { throw damaged(column, "is no date") }
    return date
  }

  /// An array of texts none of which is NULL.
  func texts(_ column: Int) throws -> [String] {
    try strings(column).map { text in
      guard let text else { throw damaged(column, "has an empty element") }
      return text
    }
  }

  /// One of the words that an enumeration knows.
  func word<Word: RawRepresentable<String>>(_ column: Int) throws -> Word {
    guard let word = Word(rawValue: try string(column)) else { throw damaged(column, "has a word of another release") }
    return word
  }

  func damaged(_ column: Int, _ what: String) -> StoreError {
    StoreError(.damaged, "column \(column) of an answer \(what)", isRetryable: false)
  }
}

extension Parameter {
  static func id(_ id: CaseID) -> Parameter { .id(id.id) }
  static func id(_ id: EventID) -> Parameter { .id(id.id) }
  static func id(_ id: UniqueID) -> Parameter { .uuid(high: id.high, low: id.low) }
  static func ids(_ ids: [CaseID]) -> Parameter { column(ids) { $1.append($0.id) } }

  /// A set's column: each row appends its value. Walked by index and in this module, so that a row is looked at where it
  /// lies: copying a whole step for each of its columns costs more than writing them.
  @inline(__always)
  static func column<Element>(_ rows: [Element], _ write: (Element, inout ArrayLiteral) -> Void) -> Parameter {
    var column = ArrayLiteral(capacity: rows.count * 16 + 2)
    for index in rows.indices { write(rows[index], &column) }
    return column.parameter
  }

  static func past(_ instant: Instant?) -> Parameter { .timestamp(instant?.microsecondsRoundedDown) }
  static func due(_ instant: Instant?) -> Parameter { .timestamp(instant?.microsecondsRoundedUp) }
}

extension ArrayLiteral {
  mutating func append(_ id: UniqueID) { append(uuid: id.high, id.low) }
  mutating func append(past instant: Instant?) { append(timestamp: instant?.microsecondsRoundedDown) }
  mutating func append(due instant: Instant?) { append(timestamp: instant?.microsecondsRoundedUp) }
}
