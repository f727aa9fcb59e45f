package import Postgres

/// A question to the database whose every row is something wrong.
///
/// The statement answers with rows of one text, an example, and their whole number: it goes over the table once, and the
/// answer stays short however many there are.
package struct DatabaseCheck: Sendable {
  package let name: String
  package let severity: Finding.Severity
  package let meaning: String
  package let remedy: String
  package let statement: Statement

  /// How many examples a finding shows.
  package static let examples = 5

  /// - Parameter statement: `SELECT example, count(*) OVER () … LIMIT 5`.
  init(
    _ name: String, _ severity: Finding.Severity, _ meaning: String, remedy: String, _ statement: Statement
  ) {
    self.name = name
    self.severity = severity
    self.meaning = meaning
    self.remedy = remedy
    self.statement = statement
  }

  /// Every check, the worst first.
  package static let all: [DatabaseCheck] = [
    .encoding, .timeZones, .durability, .serverVersion, .movedClock, .missingTimer, .wrongTimer, .timerOfClosedCase,
    .nobodysCase, .journalGap, .journalAhead, .headOfChain, .unknownVersion, .strayedVersion, .lostVersion,
    .untoldDirectory, .lateTimer, .parkedTimer, .deadLetter,
    .waitingMessage, .waitingAnnouncement, .endedWebhook,
    .invalidAddress, .expiredContacts, .silentNode, .unusualReader,
  ]

  /// Asks.
  func finding(_ transaction: borrowing Transaction) throws -> Finding? {
    let rows = try transaction.execute(statement)
    guard let first = rows.first else { return nil }
    return Finding(
      check: name, severity: severity, count: try first.int(1), examples: try rows.map { try $0.string(0) },
      meaning: meaning, remedy: remedy)
  }
}
