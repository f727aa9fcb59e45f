import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let auditStatements = [
    auditPage, auditCases, heads, waitingRevisions, erase, dropDeadLetters, dropWords, endCodesOfCase,
  ]

  func audit(_ scope: AuditScope) throws -> [AuditCase] {
    switch scope {
    case .page(let last, let limit):
      try Self.cases(execute(Self.auditPage, [.id(last ?? .beforeAll), .integer(Int64(limit))]))
    case .only(let ids): try Self.cases(execute(Self.auditCases, [.ids(ids)]))
    }
  }

  /// One statement sees a case's row and its journal at one moment.
  private static let auditPage = Statement(
    "audit-page",
    """
    SELECT c.case_id, c.revision, c.head, j.revision, j.event_id, j.at, j.kind, j.name, j.actor_role, j.due_at, j.hash,
      j.digest, j.salt, j.actor_name, j.payload, j.messages
    FROM (SELECT case_id, revision, head FROM recourse.cases WHERE case_id > $1 ORDER BY case_id LIMIT $2) AS c
    LEFT JOIN recourse.journal j ON j.case_id = c.case_id
    ORDER BY c.case_id, j.revision
    """)

  private static let auditCases = Statement(
    "audit-cases",
    """
    SELECT c.case_id, c.revision, c.head, j.revision, j.event_id, j.at, j.kind, j.name, j.actor_role, j.due_at, j.hash,
      j.digest, j.salt, j.actor_name, j.payload, j.messages
    FROM recourse.cases c LEFT JOIN recourse.journal j ON j.case_id = c.case_id
    WHERE c.case_id = ANY ($1::uuid[]) ORDER BY c.case_id, j.revision
    """)

  private static func cases(_ rows: Rows) throws -> [AuditCase] {
    var cases: [AuditCase] = []
    var entries: [AuditEntry] = []
    for (index, row) in rows.enumerated() {
      let id = try row.string(0)
      if !row.isNull(3) { entries.append(try entry(row, of: id)) }
      guard try index + 1 == rows.count || rows[index + 1].string(0) != id else { continue }
      cases.append(AuditCase(head: try head(row), entries: entries))
      entries = []
    }
    return cases
  }

  private static func entry(_ row: Row, of caseID: String) throws -> AuditEntry {
    let entry = JournalChain.Entry(
      caseID: caseID, revision: try row.int(3), eventID: try row.string(4), at: try row.timestamp(5),
      kind: try row.string(6), name: try row.string(7), actorRole: try row.stringOrNil(8),
      due: try row.timestampOrNil(9))
    // What is missing is no reason to fail: the verifier says what does not fit.
    let personal: AuditEntry.Personal =
      if let digest = try row.bytesOrNil(11) {
        .erased(digest: digest)
      } else {
        .whole(
          salt: try row.bytesOrNil(12) ?? [], actorName: try row.stringOrNil(13), payload: try row.utf8OrNil(14) ?? [],
          messages: try row.utf8OrNil(15))
      }
    return AuditEntry(entry: entry, personal: personal, hash: try row.bytesOrNil(10) ?? [])
  }

  func heads(after last: CaseID?, limit: Int) throws -> [AuditHead] {
    try execute(Self.heads, [.id(last ?? .beforeAll), .integer(Int64(limit))]).map { try Self.head($0) }
  }

  private static func head(_ row: Row) throws -> AuditHead {
    AuditHead(caseID: try row.string(0), revision: try row.int(1), hash: try row.bytesOrNil(2) ?? [])
  }

  private static let heads = Statement(
    "heads", "SELECT case_id, revision, head FROM recourse.cases WHERE case_id > $1 ORDER BY case_id LIMIT $2")

  func waitingRevisions(of id: CaseID) throws -> Set<Int> {
    Set(try execute(Self.waitingRevisions, [.id(id)]).map { try $0.int(0) })
  }

  private static let waitingRevisions = Statement(
    "waiting-revisions", "SELECT revision FROM recourse.outbox WHERE case_id = $1")

  func erase(_ digests: [Int: [UInt8]], of id: CaseID) throws {
    let rows = digests.sorted { $0.key < $1.key }
    let revisions = Parameter.integers(rows.map { Int64($0.key) })
    try execute(Self.erase, [.id(id), revisions, .byteStrings(rows.map(\.value))])
    try execute(Self.dropDeadLetters, [.id(id), revisions])
  }

  /// Nobody could send them any more, so nobody has to be told of them.
  private static let dropDeadLetters = Statement(
    "drop-dead-letters",
    """
    DELETE FROM recourse.deliveries
    WHERE case_id = $1 AND revision = ANY ($2::integer[]) AND given_up_at IS NOT NULL AND sent_at IS NULL
    """)

  func dropWords(of id: CaseID) throws { try execute(Self.dropWords, [.id(id)]) }

  private static let dropWords = Statement("drop-words", "DELETE FROM recourse.case_texts WHERE case_id = $1")

  func endCodes(of id: CaseID) throws { try execute(Self.endCodesOfCase, [.text(id.description)]) }

  /// A link to answer by has who may use it behind the case.
  private static let endCodesOfCase = Statement(
    "end-codes-of-case",
    "DELETE FROM recourse.one_time_codes WHERE subject = $1 OR (purpose = 'answer' AND starts_with(subject, $1 || ' '))"
  )

  private static let erase = Statement(
    "erase",
    """
    UPDATE recourse.journal j
    SET payload = NULL, messages = NULL, actor_name = NULL, salt = NULL, digest = e.digest
    FROM unnest($2::integer[], $3::bytea[]) AS e (revision, digest)
    WHERE j.case_id = $1 AND j.revision = e.revision AND j.digest IS NULL
    """)
}

extension CaseID {
  /// An identifier that no case has, and that sorts before all of them.
  static let beforeAll = CaseID(UniqueID(high: 0, low: 0))
}
