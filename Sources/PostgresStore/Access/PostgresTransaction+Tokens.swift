import Engine
import Postgres

extension PostgresTransaction {
  static let tokenStatements = [tokenByKey, allTokens, keepToken, revokeToken]
  static let sweepStatements = [sweepSessions, sweepCodes, sweepRates]

  func token(_ key: [UInt8]) throws -> AccessToken? {
    try execute(Self.tokenByKey, [.bytes(key)]).first.map { try Self.token($0) }
  }

  func tokens() throws -> [AccessToken] { try execute(Self.allTokens).map { try Self.token($0) } }

  func keepToken(_ token: AccessToken) throws {
    try execute(
      Self.keepToken,
      [
        .bytes(token.key), .text(token.name), .text(token.holder), .utf8(TextArray.literal(token.scopes)),
        .text(token.organisation), .past(token.madeAt), .past(token.endsAt),
      ])
  }

  func revokeToken(_ key: [UInt8]) throws -> Bool { try execute(Self.revokeToken, [.bytes(key)]).first != nil }

  func sweepAccess(limit: Int) throws {
    for statement in Self.sweepStatements { try execute(statement, [.integer(Int64(limit))]) }
  }

  private static func token(_ row: Row) throws -> AccessToken {
    AccessToken(
      key: try row.bytes(0), name: try row.string(1), holder: try row.string(2), scopes: try row.texts(3),
      organisation: try row.stringOrNil(4), madeAt: try row.instant(5), endsAt: try row.instant(6),
      revokedAt: try row.instantOrNil(7))
  }

  private static let tokenByKey = Statement(
    "token-by-key",
    """
    SELECT key, name, holder, scopes, organisation, made_at, ends_at, revoked_at FROM recourse.tokens
    WHERE key = $1 AND revoked_at IS NULL AND ends_at > (SELECT recourse.now())
    """)

  private static let allTokens = Statement(
    "all-tokens",
    """
    SELECT key, name, holder, scopes, organisation, made_at, ends_at, revoked_at FROM recourse.tokens
    ORDER BY name COLLATE "C", made_at
    """)

  private static let keepToken = Statement(
    "keep-token",
    """
    INSERT INTO recourse.tokens (key, name, holder, scopes, organisation, made_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    """)

  private static let revokeToken = Statement(
    "revoke-token",
    "UPDATE recourse.tokens SET revoked_at = recourse.now() WHERE key = $1 AND revoked_at IS NULL RETURNING name")

  private static let sweepSessions = Statement(
    "sweep-sessions",
    """
    DELETE FROM recourse.sessions WHERE key IN (
      SELECT key FROM recourse.sessions WHERE ends_at <= (SELECT recourse.now()) ORDER BY ends_at LIMIT $1
      FOR UPDATE SKIP LOCKED)
    """)

  private static let sweepCodes = Statement(
    "sweep-codes",
    """
    DELETE FROM recourse.one_time_codes WHERE (purpose, code) IN (
      SELECT purpose, code FROM recourse.one_time_codes WHERE ends_at <= (SELECT recourse.now()) ORDER BY ends_at
      LIMIT $1 FOR UPDATE SKIP LOCKED)
    """)

  private static let sweepRates = Statement(
    "sweep-rates",
    """
    DELETE FROM recourse.rates WHERE (key, window_at) IN (
      SELECT key, window_at FROM recourse.rates WHERE window_at < (SELECT recourse.now()) - interval '25 hours'
      LIMIT $1 FOR UPDATE SKIP LOCKED)
    """)
}
