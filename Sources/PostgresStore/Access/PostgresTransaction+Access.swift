import CivilTime
import Engine
import JSON
import Postgres

extension PostgresTransaction {
  static let accessStatements =
    [
      sessionByKey, keepSession, endSession, endSessionsOf, codeByDigest, useCode, endCodesOf, keepCode, keepCodes,
      takeCodes, passwordByName, keepPassword, countTry, theTime,
    ] + identityStatements + sessionFileStatements + tokenStatements + sweepStatements

  func session(_ key: [UInt8]) throws -> Session? {
    try execute(Self.sessionByKey, [.bytes(key)]).first.map { row in
      guard case .object(let data)? = try? JSONValue(parsing: try row.string(2)) else {
        throw row.damaged(2, "is no object")
      }
      return Session(
        key: key, kind: try row.word(0), subject: try row.string(1), data: data, startedAt: try row.instant(3),
        seenAt: try row.instant(4), provedAt: try row.instantOrNil(5), endsAt: try row.instant(6))
    }
  }

  func keepSession(_ session: Session) throws {
    try execute(
      Self.keepSession,
      [
        .bytes(session.key), .text(session.kind.rawValue), .text(session.subject),
        .text(JSONValue.object(session.data).serialized()), .past(session.startedAt), .past(session.seenAt),
        .past(session.provedAt), .past(session.endsAt),
      ])
  }

  func endSession(_ key: [UInt8]) throws { try execute(Self.endSession, [.bytes(key)]) }

  func endSessions(_ kind: Session.Kind, of subject: String) throws {
    try execute(Self.endSessionsOf, [.text(kind.rawValue), .text(subject)])
  }

  func keepCode(_ code: OneTimeCode) throws {
    try execute(
      Self.keepCode,
      [
        .bytes(code.code), .text(code.purpose.rawValue), .text(code.subject), .past(code.madeAt), .past(code.endsAt),
      ])
  }

  func keepCodes(_ codes: [OneTimeCode]) throws {
    guard !codes.isEmpty else { return }
    // In one order, so that two who keep the same ones don't lock each other out; each once, as one statement changes no
    // row twice.
    let each = Dictionary(codes.map { (Array($0.purpose.rawValue.utf8) + $0.code, $0) }, uniquingKeysWith: { $1 })
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    try execute(
      Self.keepCodes,
      [
        .column(each) { $1.append(bytes: $0.code) }, .column(each) { $1.append($0.purpose.rawValue) },
        .column(each) { $1.append($0.subject) }, .column(each) { $1.append(past: $0.madeAt) },
        .column(each) { $1.append(past: $0.endsAt) },
      ])
  }

  func takeCodes(for purpose: OneTimeCode.Purpose, limit: Int) throws -> [OneTimeCode] {
    try execute(Self.takeCodes, [.text(purpose.rawValue), .integer(Int64(limit))]).map { row in
      OneTimeCode(
        code: try row.bytes(3), purpose: purpose, subject: try row.string(0), madeAt: try row.instant(1),
        endsAt: try row.instant(2))
    }
  }

  func code(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode? {
    try execute(Self.codeByDigest, [.bytes(code), .text(purpose.rawValue)]).first.map {
      try Self.code($0, code, purpose)
    }
  }

  func useCode(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode? {
    try execute(Self.useCode, [.bytes(code), .text(purpose.rawValue)]).first.map { try Self.code($0, code, purpose) }
  }

  private static func code(_ row: Row, _ code: [UInt8], _ purpose: OneTimeCode.Purpose) throws -> OneTimeCode {
    OneTimeCode(
      code: code, purpose: purpose, subject: try row.string(0), madeAt: try row.instant(1),
      endsAt: try row.instant(2))
  }

  func endCodes(for purpose: OneTimeCode.Purpose, of subject: String) throws {
    try execute(Self.endCodesOf, [.text(purpose.rawValue), .text(subject)])
  }

  func passwordHash(of name: String) throws -> String? {
    try execute(Self.passwordByName, [.text(name)]).first.map { try $0.string(0) }
  }

  func keepPasswordHash(_ hash: String, of name: String) throws {
    try execute(Self.keepPassword, [.text(name), .text(hash)])
  }

  func countTry(_ key: String, window: Int) throws -> Int {
    guard let row = try execute(Self.countTry, [.text(key), .integer(Int64(window))]).first else { return 0 }
    return try row.int(0)
  }

  func currentTime() throws -> Instant {
    guard let row = try execute(Self.theTime).first else {
      throw StoreError(.damaged, "the clock has no row", isRetryable: false)
    }
    return try row.instant(0)
  }

  private static let sessionByKey = Statement(
    "session-by-key",
    """
    SELECT kind, subject, data, started_at, seen_at, proved_at, ends_at FROM recourse.sessions
    WHERE key = $1 AND ends_at > (SELECT recourse.now())
    """)

  private static let keepSession = Statement(
    "keep-session",
    """
    INSERT INTO recourse.sessions (key, kind, subject, data, started_at, seen_at, proved_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (key) DO UPDATE SET data = EXCLUDED.data, seen_at = EXCLUDED.seen_at, proved_at = EXCLUDED.proved_at
    """)

  private static let endSession = Statement("end-session", "DELETE FROM recourse.sessions WHERE key = $1")

  private static let endSessionsOf = Statement(
    "end-sessions-of", "DELETE FROM recourse.sessions WHERE kind = $1 AND subject = $2 AND subject <> ''")

  private static let keepCode = Statement(
    "keep-code",
    """
    INSERT INTO recourse.one_time_codes (code, purpose, subject, made_at, ends_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (purpose, code) DO UPDATE SET subject = EXCLUDED.subject, made_at = EXCLUDED.made_at,
      ends_at = EXCLUDED.ends_at, used_at = NULL
    """)

  private static let keepCodes = Statement(
    "keep-codes",
    """
    INSERT INTO recourse.one_time_codes (code, purpose, subject, made_at, ends_at)
    SELECT code, purpose, subject, made_at, ends_at
    FROM unnest($1::bytea[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
      AS c (code, purpose, subject, made_at, ends_at)
    ON CONFLICT (purpose, code) DO UPDATE SET subject = EXCLUDED.subject, made_at = EXCLUDED.made_at,
      ends_at = EXCLUDED.ends_at, used_at = NULL
    """)

  private static let takeCodes = Statement(
    "take-codes",
    """
    WITH taken AS (
      DELETE FROM recourse.one_time_codes WHERE (purpose, code) IN (
        SELECT purpose, code FROM recourse.one_time_codes
        WHERE purpose = $1 AND used_at IS NULL AND ends_at > (SELECT recourse.now())
        ORDER BY made_at, subject LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING subject, made_at, ends_at, code
    )
    SELECT subject, made_at, ends_at, code FROM taken ORDER BY made_at, subject
    """)

  private static let codeByDigest = Statement(
    "code-by-digest",
    """
    SELECT subject, made_at, ends_at FROM recourse.one_time_codes
    WHERE code = $1 AND purpose = $2 AND used_at IS NULL AND ends_at > (SELECT recourse.now())
    """)

  private static let endCodesOf = Statement(
    "end-codes-of", "DELETE FROM recourse.one_time_codes WHERE purpose = $1 AND subject = $2")

  private static let useCode = Statement(
    "use-code",
    """
    UPDATE recourse.one_time_codes SET used_at = recourse.now()
    WHERE code = $1 AND purpose = $2 AND used_at IS NULL AND ends_at > (SELECT recourse.now())
    RETURNING subject, made_at, ends_at
    """)

  private static let passwordByName = Statement(
    "password-by-name", "SELECT hash FROM recourse.passwords WHERE name = $1")

  private static let keepPassword = Statement(
    "keep-password",
    """
    INSERT INTO recourse.passwords (name, hash, changed_at) VALUES ($1, $2, recourse.now())
    ON CONFLICT (name) DO UPDATE SET hash = EXCLUDED.hash, changed_at = EXCLUDED.changed_at
    """)

  private static let countTry = Statement(
    "count-try",
    """
    INSERT INTO recourse.rates (key, window_at, count)
    SELECT $1, to_timestamp(floor(extract(epoch FROM recourse.now()) / $2::bigint) * $2::bigint), 1
    ON CONFLICT (key, window_at) DO UPDATE SET count = recourse.rates.count + 1
    RETURNING count
    """)

  private static let theTime = Statement("the-time", "SELECT recourse.now()")
}
