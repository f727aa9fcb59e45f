import Casework
import CivilTime
import Engine
import Postgres

/// The words of cases, taken in from where the last pass ended: the journal's narrow index says which cases had steps
/// since, and a case whose words are of its present revision is left alone.
extension PostgresTransaction {
  static let searchStatements = [casesToRead, takeInWords, moveSearchProgress, searchWords]

  func casesToRead(limit: Int) throws -> (ids: [CaseID], through: Instant?) {
    // How far the mark may move, before the look: what is kept later is dated no sooner.
    let answers = try exchange([
      Command(Self.horizon), Command(Self.casesToRead, [.integer(Self.overlapSeconds), .integer(Int64(limit))]),
    ])
    let ids = try answers[1].map { try $0.caseID(0) }
    return (ids, ids.count < limit ? try answers[0].single().instant(0) : nil)
  }

  func takeInWords(of ids: [CaseID], through: Instant?) throws {
    var commands: [Command] = []
    if !ids.isEmpty { commands.append(Command(Self.takeInWords, [.ids(ids)])) }
    if let through {
      commands.append(Command(Self.moveSearchProgress, [.past(through), .integer(Self.restSeconds)]))
    }
    if !commands.isEmpty { _ = try exchange(commands) }
  }

  /// A step is dated when it is decided, which may be a moment before its transaction begins.
  private static let overlapSeconds: Int64 = 60
  /// The mark is moved no more often than this, so that most searches write nothing.
  private static let restSeconds: Int64 = 15

  private static let casesToRead = Statement("cases-to-read", "SELECT case_id FROM recourse.unread($1, $2)")

  private static let moveSearchProgress = Statement(
    "move-search-progress",
    """
    UPDATE recourse.search_progress SET through = $1
    WHERE through < $1::timestamptz - $2::bigint * interval '1 second'
    """)

  /// Each case is looked up by itself: a plan made while there were few would rather read them all. Of two who take in the
  /// words of a case, the one that has seen more of it is right.
  private static let takeInWords = Statement(
    "take-in-words",
    """
    WITH texts AS (
      SELECT c.case_id, c.revision, c.reference,
        (SELECT left(string_agg(v #>> '{}', ' '), 400000)
          FROM jsonb_path_query(c.document::jsonb -> 'data', 'lax $.** ? (@.type() == "string")') AS v) AS data,
        (SELECT left(string_agg(j.payload -> 'data' ->> 'text', ' '), 400000)
          FROM recourse.journal j WHERE j.case_id = c.case_id AND j.kind = 'noted') AS notes,
        (SELECT left(string_agg(j.payload -> 'data' ->> 'name', ' '), 100000)
          FROM recourse.journal j WHERE j.case_id = c.case_id AND j.kind = 'attached') AS names
      FROM unnest($1::uuid[]) AS s (case_id)
      CROSS JOIN LATERAL (SELECT * FROM recourse.cases c WHERE c.case_id = s.case_id OFFSET 0) c
    )
    INSERT INTO recourse.case_texts (case_id, revision, words)
    SELECT case_id, revision,
      setweight(to_tsvector('simple', reference), 'A')
        || to_tsvector('english', coalesce(data, '')) || to_tsvector('simple', coalesce(data, ''))
        || to_tsvector('english', coalesce(notes, '')) || to_tsvector('simple', coalesce(notes, ''))
        || to_tsvector('simple', translate(coalesce(names, ''), '._-', '   '))
    FROM texts ORDER BY case_id
    ON CONFLICT (case_id) DO UPDATE SET revision = EXCLUDED.revision, words = EXCLUDED.words
    WHERE case_texts.revision < EXCLUDED.revision
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
