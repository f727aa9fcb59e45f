import Casework
import Engine
import Postgres

/// The words of cases, taken in from where the last pass ended: the journal's narrow index says which cases had steps
/// since, and a case whose words are of its present revision is left alone.
extension PostgresTransaction {
  static let searchStatements = [searchWatermark, takeInWords, moveWatermark, searchWords]

  func refreshSearch(limit: Int) throws -> Int {
    // One pass at a time; whoever comes second goes on where the first ended.
    let watermark = try execute(Self.searchWatermark)
    guard let first = watermark.first else { return 0 }
    let (through, now) = (try first.timestamp(0), try first.timestamp(1))
    let count = try execute(
      Self.takeInWords, [.timestamp(through - Self.overlap), .integer(Int64(limit))]
    ).count
    if count < limit { try execute(Self.moveWatermark, [.timestamp(now)]) }
    return count
  }

  /// In microseconds. A step is dated when it is decided and seen when it is committed, a moment later: entries so much
  /// older than the last pass are looked at again.
  private static let overlap: Int64 = 60_000_000

  private static let searchWatermark = Statement(
    "search-watermark", "SELECT through, recourse.now() FROM recourse.search_progress FOR UPDATE")

  private static let moveWatermark = Statement(
    "move-search-watermark", "UPDATE recourse.search_progress SET through = $1")

  private static let takeInWords = Statement(
    "take-in-words",
    """
    WITH stepped AS MATERIALIZED (
      SELECT DISTINCT e.case_id FROM recourse.entries_since($1) e
    ), stale AS MATERIALIZED (
      SELECT s.case_id FROM stepped s
      CROSS JOIN LATERAL (SELECT c.revision FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
      LEFT JOIN LATERAL (SELECT t.revision FROM recourse.case_texts t WHERE t.case_id = s.case_id OFFSET 0) t ON true
      WHERE t.revision IS NULL OR t.revision < c.revision
      LIMIT $2
    ), texts AS (
      SELECT c.case_id, c.revision, c.reference,
        (SELECT left(string_agg(v #>> '{}', ' '), 400000)
          FROM jsonb_path_query(c.document::jsonb -> 'data', 'lax $.** ? (@.type() == "string")') AS v) AS data,
        (SELECT left(string_agg(j.payload -> 'data' ->> 'text', ' '), 400000)
          FROM recourse.journal j WHERE j.case_id = c.case_id AND j.kind = 'noted') AS notes,
        (SELECT left(string_agg(j.payload -> 'data' ->> 'name', ' '), 100000)
          FROM recourse.journal j WHERE j.case_id = c.case_id AND j.kind = 'attached') AS names
      FROM stale s JOIN recourse.cases c ON c.case_id = s.case_id
    )
    INSERT INTO recourse.case_texts (case_id, revision, words)
    SELECT case_id, revision,
      setweight(to_tsvector('simple', reference), 'A')
        || to_tsvector('english', coalesce(data, '')) || to_tsvector('simple', coalesce(data, ''))
        || to_tsvector('english', coalesce(notes, '')) || to_tsvector('simple', coalesce(notes, ''))
        || to_tsvector('simple', translate(coalesce(names, ''), '._-', '   '))
    FROM texts
    ON CONFLICT (case_id) DO UPDATE SET revision = EXCLUDED.revision, words = EXCLUDED.words
    RETURNING case_id
    """)

  func search(_ words: String, limit: Int) throws -> [CaseID] {
    try execute(Self.searchWords, [.text(words), .integer(Int64(limit))]).map { try $0.caseID(0) }
  }

  /// A word counts where it stands as it was typed or, in English, in another form.
  private static let searchWords = Statement(
    "search-words",
    """
    SELECT t.case_id FROM recourse.case_texts t,
      LATERAL (SELECT plainto_tsquery('english', $1) AS english, plainto_tsquery('simple', $1) AS plain) q
    WHERE t.words @@ q.english OR t.words @@ q.plain
    ORDER BY ts_rank(t.words, q.plain) + ts_rank(t.words, q.english) DESC, t.case_id LIMIT $2
    """)
}
