/// How far a transaction is kept from seeing what others do meanwhile.
package enum Isolation: Sendable {
  /// Each statement sees what was committed before it began.
  case readCommitted
  /// The whole transaction sees one moment, may only read, and never fails for what others do.
  case snapshot
  /// The whole transaction sees one moment; a row that another has changed meanwhile is refused (40001).
  case repeatableRead
  /// As if transactions ran one after the other; may be refused with 40001, and tried again.
  case serializable

  var opening: Statement {
    switch self {
    case .readCommitted: .beginReadCommitted
    case .snapshot: .beginSnapshot
    case .repeatableRead: .beginRepeatableRead
    case .serializable: .beginSerializable
    }
  }
}

extension Statement {
  fileprivate static let beginReadCommitted = Statement(
    "begin-read-committed", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
  fileprivate static let beginSnapshot = Statement("begin-snapshot", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  fileprivate static let beginRepeatableRead = Statement(
    "begin-repeatable-read", "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE")
  fileprivate static let beginSerializable = Statement(
    "begin-serializable", "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE")
}
