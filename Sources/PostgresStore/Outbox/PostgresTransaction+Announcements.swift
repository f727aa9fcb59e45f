import Casework
import Engine
import Postgres

/// What happened to cases, taken in from where the last look ended: as with words, the journal's narrow index says what is
/// new, and what was taken in already is there under its name.
extension PostgresTransaction {
  static let announcementStatements =
    [
      announcementHorizon, gatherAnnouncements, moveHorizon, keepPing, claimAnnouncements, markAnnounced,
      markUnannounced,
      announcementsOf, retryAnnouncements, sweepAnnouncements,
    ] + subscriptionStatements

  func gatherAnnouncements(limit: Int) throws -> Int {
    // Asked for before anything is read: what is committed later is dated no sooner than this, but for the moments
    // between deciding and keeping, which the overlap covers.
    guard let horizon = try execute(Self.announcementHorizon).first.map({ try $0.timestamp(0) }) else { return 0 }
    let count = try execute(Self.gatherAnnouncements, [.integer(Int64(limit))]).count
    if count < limit { try execute(Self.moveHorizon, [.timestamp(horizon)]) }
    return count
  }

  /// No row where nobody has subscribed: that costs next to nothing. A transaction that is still under way may write what
  /// is dated since it began; one that takes longer than an hour is none of ours.
  private static let announcementHorizon = Statement(
    "announcement-horizon",
    """
    SELECT recourse.horizon()
    WHERE EXISTS (SELECT FROM recourse.subscriptions WHERE ended_at IS NULL)
    """)

  private static let gatherAnnouncements = Statement(
    "gather-announcements",
    """
    WITH listening AS MATERIALIZED (
      SELECT subscription_id, kinds, greatest(made_at, through - interval '1 minute') AS since
      FROM recourse.subscriptions WHERE ended_at IS NULL ORDER BY subscription_id FOR UPDATE
    ), happened AS MATERIALIZED (
      SELECT j.case_id, j.revision, j.at, j.kind AS entry, j.name, CASE
        WHEN j.kind = 'merged' THEN 'case.merged'
        WHEN j.kind IN ('event', 'timer') AND c.closed_at = j.at THEN 'case.closed'
        WHEN j.kind IN ('event', 'timer', 'skipped', 'cancelled') THEN 'case.advanced'
        WHEN j.kind IN ('opened', 'reopened', 'paused', 'resumed', 'assigned', 'extended', 'parked')
          THEN 'case.' || j.kind
        END AS kind
      FROM recourse.entries_since((SELECT min(since) FROM listening)) j
      CROSS JOIN LATERAL (SELECT c.closed_at FROM recourse.cases c WHERE c.case_id = j.case_id OFFSET 0) c
    )
    INSERT INTO recourse.announcements (case_id, revision, subscription_id, kind, name, at, due_at)
    SELECT h.case_id, h.revision, l.subscription_id, h.kind,
      CASE WHEN h.entry IN ('event', 'timer') THEN h.name END, h.at, recourse.now()
    FROM happened h JOIN listening l ON h.at >= l.since AND (l.kinds = '{}' OR h.kind = ANY (l.kinds))
    WHERE h.kind IS NOT NULL AND NOT EXISTS (
      SELECT FROM recourse.announcements a
      WHERE a.case_id = h.case_id AND a.revision = h.revision AND a.subscription_id = l.subscription_id)
    ORDER BY h.at, h.case_id, h.revision, l.subscription_id LIMIT $1
    ON CONFLICT (case_id, revision, subscription_id) DO NOTHING
    RETURNING revision
    """)

  private static let moveHorizon = Statement(
    "move-announcement-horizon",
    "UPDATE recourse.subscriptions SET through = greatest(through, $1) WHERE ended_at IS NULL")

  func keepPing(_ id: Announcement.ID) throws { try execute(Self.keepPing, Self.key(id)) }

  private static let keepPing = Statement(
    "keep-ping",
    """
    INSERT INTO recourse.announcements (case_id, revision, subscription_id, kind, at, due_at)
    VALUES ($1, $2, $3, 'ping', recourse.now(), recourse.now())
    ON CONFLICT (case_id, revision, subscription_id) DO NOTHING
    """)

  func claimAnnouncements(limit: Int, each: Int, leaseSeconds: Int) throws -> [Announcement] {
    try execute(
      Self.claimAnnouncements, [.integer(Int64(limit)), .integer(Int64(each)), .integer(Int64(leaseSeconds))]
    ).map { try Self.announcement($0) }
  }

  /// Of each subscription so many as are free, so that the first one with a long queue does not take all places.
  private static let claimAnnouncements = Statement(
    "claim-announcements",
    """
    WITH free AS MATERIALIZED (
      SELECT w.* FROM recourse.subscriptions s CROSS JOIN LATERAL (
        SELECT a.case_id, a.revision, a.subscription_id FROM recourse.announcements a
        WHERE a.subscription_id = s.subscription_id AND a.due_at <= (SELECT recourse.now())
          AND (a.leased_until IS NULL OR a.leased_until <= (SELECT recourse.now()))
        ORDER BY a.due_at, a.case_id, a.revision
        LIMIT greatest(0, $2 - (
          SELECT count(*) FROM recourse.announcements l
          WHERE l.subscription_id = s.subscription_id AND l.due_at IS NOT NULL
            AND l.leased_until > (SELECT recourse.now())))
        FOR UPDATE SKIP LOCKED
      ) w
      WHERE s.ended_at IS NULL LIMIT $1
    ), leased AS (
      UPDATE recourse.announcements a SET attempts = a.attempts + 1,
        leased_until = (SELECT recourse.now()) + $3::bigint * interval '1 second'
      FROM free f
      WHERE a.case_id = f.case_id AND a.revision = f.revision AND a.subscription_id = f.subscription_id
      RETURNING a.*
    )
    SELECT l.case_id, l.revision, l.subscription_id, l.kind, l.name, l.at, l.attempts, l.due_at, l.sent_at,
      l.given_up_at, l.failure, c.workflow, c.states, c.revision, c.due_at, c.closed_at
    FROM leased l LEFT JOIN recourse.cases c ON c.case_id = l.case_id
    ORDER BY l.due_at, l.case_id, l.revision
    """)

  func markAnnounced(_ announcement: Announcement) throws {
    try execute(Self.markAnnounced, Self.key(announcement.id))
  }

  private static let markAnnounced = Statement(
    "mark-announced",
    """
    WITH subscription AS (
      UPDATE recourse.subscriptions SET failing_since = NULL
      WHERE subscription_id = $3 AND failing_since IS NOT NULL AND ended_at IS NULL
    )
    UPDATE recourse.announcements
    SET sent_at = recourse.now(), due_at = NULL, leased_until = NULL, given_up_at = NULL, failure = NULL
    WHERE case_id = $1 AND revision = $2 AND subscription_id = $3 AND sent_at IS NULL
    """)

  func markUnannounced(_ announcement: Announcement, reason: String, retryAfterSeconds: Int?) throws {
    try execute(
      Self.markUnannounced,
      Self.key(announcement.id) + [
        .integer(Int64(announcement.attempts)), .text(reason), .integer(retryAfterSeconds.map(Int64.init)),
      ])
  }

  /// The number of attempts tells whether the claim is still the latest.
  private static let markUnannounced = Statement(
    "mark-unannounced",
    """
    UPDATE recourse.announcements SET leased_until = NULL, failure = $5,
      due_at = recourse.now() + $6::bigint * interval '1 second',
      given_up_at = CASE WHEN $6::bigint IS NULL THEN recourse.now() END
    WHERE case_id = $1 AND revision = $2 AND subscription_id = $3 AND attempts = $4 AND due_at IS NOT NULL
    """)

  func announcements(of subscription: UniqueID, limit: Int) throws -> [Announcement] {
    try execute(Self.announcementsOf, [.id(subscription), .integer(Int64(limit))]).map { try Self.announcement($0) }
  }

  private static let announcementsOf = Statement(
    "announcements-of-subscription",
    """
    SELECT a.case_id, a.revision, a.subscription_id, a.kind, a.name, a.at, a.attempts, a.due_at, a.sent_at,
      a.given_up_at, a.failure, c.workflow, c.states, c.revision, c.due_at, c.closed_at
    FROM recourse.announcements a LEFT JOIN recourse.cases c ON c.case_id = a.case_id
    WHERE a.subscription_id = $1 ORDER BY a.at DESC, a.case_id DESC, a.revision DESC LIMIT $2
    """)

  func retryAnnouncements(of subscription: UniqueID) throws -> Int {
    try execute(Self.retryAnnouncements, [.id(subscription)]).count
  }

  private static let retryAnnouncements = Statement(
    "retry-announcements",
    """
    UPDATE recourse.announcements SET given_up_at = NULL, due_at = recourse.now(), attempts = 0
    WHERE subscription_id = $1 AND given_up_at IS NOT NULL RETURNING revision
    """)

  func sweepAnnouncements(limit: Int) throws { try execute(Self.sweepAnnouncements, [.integer(Int64(limit))]) }

  private static let sweepAnnouncements = Statement(
    "sweep-announcements",
    """
    DELETE FROM recourse.announcements WHERE (case_id, revision, subscription_id) IN (
      SELECT a.case_id, a.revision, a.subscription_id
      FROM recourse.subscriptions s JOIN recourse.announcements a USING (subscription_id)
      WHERE a.at < (SELECT recourse.now()) - interval '30 days' AND a.at < s.through - interval '1 day'
        AND (a.due_at IS NULL OR s.ended_at IS NOT NULL)
      LIMIT $1 FOR UPDATE OF a SKIP LOCKED)
    """)

  private static func key(_ id: Announcement.ID) -> [Parameter] {
    [.id(id.caseID), .integer(Int64(id.revision)), .id(id.subscription)]
  }

  /// Reads the sixteen columns that statements about announcements select, in this order.
  private static func announcement(_ row: Row) throws -> Announcement {
    let standing = try row.stringOrNil(11).map { workflow in
      Announcement.Standing(
        workflow: workflow, states: try row.texts(12), revision: try row.int(13), nextDue: try row.instantOrNil(14),
        closedAt: try row.instantOrNil(15))
    }
    return Announcement(
      id: Announcement.ID(subscription: try row.uniqueID(2), caseID: try row.caseID(0), revision: try row.int(1)),
      kind: try row.word(3), name: try row.stringOrNil(4), at: try row.instant(5), standing: standing,
      attempts: try row.int(6), dueAt: try row.instantOrNil(7), sentAt: try row.instantOrNil(8),
      givenUpAt: try row.instantOrNil(9), failure: try row.stringOrNil(10))
  }
}
