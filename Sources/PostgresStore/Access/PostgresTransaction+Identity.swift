import Casework
import Engine
import Postgres

/// Whose account is whose, and who was shown who raised a case.
extension PostgresTransaction {
  static let identityStatements = [
    noteRead, readsOfCase, readsByTime, readsByReader, readsByCase, unusual, accountOfIdentity, identityOfAccount,
    bindAccount,
  ]

  func noteIdentityReads(of caseIDs: [CaseID], by reader: String, for purpose: String) throws {
    guard !caseIDs.isEmpty else { return }
    try execute(Self.noteRead, [.ids(caseIDs), .text(reader), .text(purpose)])
  }

  func identityReads(of caseID: CaseID) throws -> [IdentityRead] {
    try execute(Self.readsOfCase, [.id(caseID)]).map { try Self.read($0) }
  }

  func identityReads(matching filter: IdentityReadFilter) throws -> [IdentityRead] {
    let shared: [Parameter] = [
      .past(filter.after?.at), .integer(filter.after?.number), .past(filter.from), .past(filter.until),
      .text(filter.purpose), .integer(Int64(filter.limit)),
    ]
    let rows =
      if let caseID = filter.caseID {
        try execute(Self.readsByCase, shared + [.text(filter.reader), .id(caseID)])
      } else if let reader = filter.reader {
        try execute(Self.readsByReader, shared + [.text(reader)])
      } else {
        try execute(Self.readsByTime, shared)
      }
    return try rows.map { try Self.read($0) }
  }

  private static func read(_ row: Row) throws -> IdentityRead {
    IdentityRead(
      number: try row.int64(0), at: try row.instant(1), caseID: try row.caseID(2), reader: try row.string(3),
      purpose: try row.string(4))
  }

  func unusualReaders() throws -> [UnusualReader] {
    try execute(
      Self.unusual, [.integer(Int64(UnusualReader.floor)), .integer(Int64(UnusualReader.days))]
    ).map { row in
      UnusualReader(reader: try row.string(0), cases: try row.int(1), usual: try row.double(2))
    }.filter(\.isUnusual)
  }

  func accountName(of identity: ProviderIdentity) throws -> String? {
    try execute(Self.accountOfIdentity, [.text(identity.issuer), .text(identity.subject)]).first.map {
      try $0.string(0)
    }
  }

  func providerIdentity(of name: String) throws -> ProviderIdentity? {
    try execute(Self.identityOfAccount, [.text(name)]).first.map {
      ProviderIdentity(issuer: try $0.string(0), subject: try $0.string(1))
    }
  }

  func bind(_ identity: ProviderIdentity, to name: String) throws {
    try execute(Self.bindAccount, [.text(identity.issuer), .text(identity.subject), .text(name)])
  }

  private static let noteRead = Statement(
    "note-identity-read",
    """
    INSERT INTO recourse.identity_reads (at, case_id, reader, purpose)
    SELECT recourse.now(), case_id, $2, $3 FROM unnest($1::uuid[]) AS case_id
    """)

  private static let readsOfCase = Statement(
    "identity-reads-of-case",
    "SELECT number, at, case_id, reader, purpose FROM recourse.identity_reads WHERE case_id = $1 ORDER BY number")

  private static let readsByTime = Statement(
    "identity-reads-by-time",
    """
    SELECT number, at, case_id, reader, purpose FROM recourse.identity_reads
    WHERE (at, number) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::bigint, 0))
      AND at >= coalesce($3::timestamptz, '-infinity') AND at < coalesce($4::timestamptz, 'infinity')
      AND ($5::text IS NULL OR purpose = $5)
    ORDER BY at DESC, number DESC LIMIT $6
    """)

  private static let readsByReader = Statement(
    "identity-reads-by-reader",
    """
    SELECT number, at, case_id, reader, purpose FROM recourse.identity_reads
    WHERE reader = $7 AND (at, number) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::bigint, 0))
      AND at >= coalesce($3::timestamptz, '-infinity') AND at < coalesce($4::timestamptz, 'infinity')
      AND ($5::text IS NULL OR purpose = $5)
    ORDER BY at DESC, number DESC LIMIT $6
    """)

  private static let readsByCase = Statement(
    "identity-reads-by-case",
    """
    SELECT number, at, case_id, reader, purpose FROM recourse.identity_reads
    WHERE case_id = $8 AND ($7::text IS NULL OR reader = $7)
      AND (at, number) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::bigint, 0))
      AND at >= coalesce($3::timestamptz, '-infinity') AND at < coalesce($4::timestamptz, 'infinity')
      AND ($5::text IS NULL OR purpose = $5)
    ORDER BY at DESC, number DESC LIMIT $6
    """)

  /// Who reads few is not looked at any further, so that the four weeks before are read of hardly anybody.
  private static let unusual = Statement(
    "unusual-readers",
    """
    WITH today AS (
      SELECT reader, count(DISTINCT case_id) AS cases FROM recourse.identity_reads
      WHERE at > (SELECT recourse.now()) - interval '1 day' GROUP BY reader HAVING count(DISTINCT case_id) >= $1)
    SELECT today.reader, today.cases, coalesce((
      SELECT avg(day.cases) FROM (
        SELECT count(DISTINCT case_id) AS cases FROM recourse.identity_reads r
        WHERE r.reader = today.reader AND r.at <= (SELECT recourse.now()) - interval '1 day'
          AND r.at > (SELECT recourse.now()) - interval '1 day' * ($2::bigint + 1)
        GROUP BY floor(extract(epoch FROM (SELECT recourse.now()) - r.at) / 86400)) AS day), 0)::double precision
    FROM today ORDER BY today.cases DESC, today.reader COLLATE "C"
    """)

  private static let accountOfIdentity = Statement(
    "account-of-identity", "SELECT name FROM recourse.provider_accounts WHERE issuer = $1 AND subject = $2")

  private static let identityOfAccount = Statement(
    "identity-of-account", "SELECT issuer, subject FROM recourse.provider_accounts WHERE name = $1")

  private static let bindAccount = Statement(
    "bind-account",
    "INSERT INTO recourse.provider_accounts (issuer, subject, name, bound_at) VALUES ($1, $2, $3, recourse.now())")
}
