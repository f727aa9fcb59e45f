import Casework
import CivilTime
import Engine
import Postgres

/// The ranks of open cases, taken in from where the last pass ended, as words are for a search: the journal's narrow index
/// says which cases had steps since, and a case whose rank is of its present revision is left alone.
extension PostgresTransaction {
  static let rankStatements = [
    horizon, casesToRank, keepRanks, dropRanks, moveRankProgress, listRankedCases, countRanked,
  ]

  func casesToRank(limit: Int) throws -> (ids: [CaseID], through: Instant?) {
    // How far the mark may move, before the look: what is kept later is dated no sooner.
    let answers = try exchange([
      Command(Self.horizon), Command(Self.casesToRank, [.integer(Self.overlapSeconds), .integer(Int64(limit))]),
    ])
    let ids = try answers[1].map { try $0.caseID(0) }
    return (ids, ids.count < limit ? try answers[0].single().instant(0) : nil)
  }

  func keepRanks(_ ranked: [RankedCase], through: Instant?) throws {
    let (open, closed) = (ranked.filter { $0.rank != nil }, ranked.filter { $0.rank == nil })
    var commands: [Command] = []
    if !open.isEmpty { commands.append(Command(Self.keepRanks, Self.columns(of: open))) }
    if !closed.isEmpty {
      commands.append(
        Command(
          Self.dropRanks, [.ids(closed.map(\.record.id)), .integers(closed.map { Int64($0.record.revision) })]))
    }
    if let through { commands.append(Command(Self.moveRankProgress, [.past(through), .integer(Self.restSeconds)])) }
    if !commands.isEmpty { _ = try exchange(commands) }
  }

  /// A step is dated when it is decided, which may be a moment before its transaction begins.
  private static let overlapSeconds: Int64 = 10
  /// The mark is moved no more often than this, so that most lists write nothing.
  private static let restSeconds: Int64 = 15

  private static func columns(of ranked: [RankedCase]) -> [Parameter] {
    [
      .column(ranked) { $1.append($0.record.id.id) }, .column(ranked) { $1.append(Int64($0.record.revision)) },
      .column(ranked) { $1.append($0.rank?.kind ?? 2) }, .column(ranked) { $1.append(past: $0.rank?.instant) },
      .column(ranked) { $1.append($0.record.workflow) }, .column(ranked) { $1.append($0.record.owner) },
      .column(ranked) { $1.append($0.record.assignee) },
      .column(ranked) { $1.append(utf8: TextArray.literal($0.record.states)) },
    ]
  }

  /// How far search, ranks and announcements may move their marks.
  static let horizon = Statement("horizon", "SELECT recourse.horizon()")

  private static let casesToRank = Statement("cases-to-rank", "SELECT case_id FROM recourse.unranked($1, $2)")

  /// Of two who rank a case, the one that has seen more of it is right.
  private static let keepRanks = Statement(
    "keep-ranks",
    """
    INSERT INTO recourse.case_ranks (case_id, revision, rank_at, workflow, owner, assignee, states)
    SELECT case_id, revision, CASE kind WHEN 0 THEN '-infinity' WHEN 2 THEN 'infinity' ELSE rank_at END, workflow, owner,
      assignee, states::text[]
    FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
      $8::text[]) AS k (case_id, revision, kind, rank_at, workflow, owner, assignee, states)
    ORDER BY case_id
    ON CONFLICT (case_id) DO UPDATE SET revision = EXCLUDED.revision, rank_at = EXCLUDED.rank_at,
      workflow = EXCLUDED.workflow, owner = EXCLUDED.owner, assignee = EXCLUDED.assignee, states = EXCLUDED.states
    WHERE case_ranks.revision < EXCLUDED.revision
    """)

  private static let dropRanks = Statement(
    "drop-ranks", "SELECT recourse.drop_ranks($1::uuid[], $2::integer[])")

  private static let moveRankProgress = Statement(
    "move-rank-progress",
    "UPDATE recourse.rank_progress SET through = $1 WHERE through < $1::timestamptz - $2::bigint * interval '1 second'")

  // MARK: - Lists

  func rankedCases(_ filter: CaseFilter) throws -> [CaseRecord] {
    var open: [CaseRecord] = []
    let answer = try execute(
      Self.listRankedCases, Self.choice(filter) + Self.page(filter, limit: filter.limit, offset: filter.offset))
    open = try answer.map { try Self.record($0) }
    guard filter.ends == .both, open.count < filter.limit else { return open }
    // Closed ones have no rank: they come behind all that are open.
    var closed = filter
    closed.ends = .closed
    closed.offset = max(0, filter.offset - (filter.offset > 0 ? try countRanked(filter, limit: .max) : 0))
    closed.limit = filter.limit - open.count
    return open + (try cases(matching: closed))
  }

  func countRanked(_ filter: CaseFilter, limit: Int) throws -> Int {
    let answer = try execute(Self.countRanked, Self.choice(filter) + Self.page(filter, limit: limit, offset: 0))
    return try answer.first?.int(0) ?? 0
  }

  private static func choice(_ filter: CaseFilter) -> [Parameter] {
    let assignees = filter.assignees ?? filter.assignee.map { [$0] }
    return [
      .text(filter.workflow), .text(filter.state), .text(filter.owner), filter.owners.map { .texts($0) } ?? .null,
      filter.ownersOtherThan.map { .texts($0) } ?? .null, assignees.map { .texts($0) } ?? .null,
      .boolean(filter.isUnassigned), .boolean(filter.isParked),
    ]
  }

  private static func page(_ filter: CaseFilter, limit: Int, offset: Int) -> [Parameter] {
    [
      .integer(filter.after?.rank.kind), .past(filter.after?.rank.instant), filter.after.map { .id($0.id) } ?? .null,
      .integer(Int64(offset)), .integer(Int64(limit)),
    ]
  }

  private static let listRankedCases = Statement(
    "list-ranked-cases",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.ranked($1, $2, $3, $4, $5, $6, $7, $8,
      CASE $9::integer WHEN 0 THEN '-infinity' WHEN 2 THEN 'infinity' ELSE $10::timestamptz END, $11, $12, $13) r
    CROSS JOIN LATERAL (SELECT * FROM recourse.cases c WHERE c.case_id = r.case_id OFFSET 0) c
    WHERE c.closed_at IS NULL ORDER BY r.rank_at, r.case_id
    """)

  private static let countRanked = Statement(
    "count-ranked-cases",
    """
    SELECT count(*) FROM recourse.ranked($1, $2, $3, $4, $5, $6, $7, $8,
      CASE $9::integer WHEN 0 THEN '-infinity' WHEN 2 THEN 'infinity' ELSE $10::timestamptz END, $11, $12, $13)
    """)
}

extension CaseRank {
  fileprivate var kind: Int64 {
    switch self {
    case .first: 0
    case .at: 1
    case .last: 2
    }
  }

  fileprivate var instant: Instant? { if case .at(let instant) = self { instant } else { nil } }
}
