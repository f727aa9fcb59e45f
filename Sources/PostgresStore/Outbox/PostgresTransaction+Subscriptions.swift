import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let subscriptionStatements = [allSubscriptions, subscriptionByID, keepSubscription]

  func subscriptions() throws -> [Subscription] { try execute(Self.allSubscriptions).map { try Self.subscription($0) } }

  func subscription(_ id: UniqueID) throws -> Subscription? {
    try execute(Self.subscriptionByID, [.id(id)]).first.map { try Self.subscription($0) }
  }

  func keepSubscription(_ subscription: Subscription) throws {
    try execute(
      Self.keepSubscription,
      [
        .id(subscription.id), .text(subscription.name), .text(subscription.url),
        .utf8(TextArray.literal(subscription.kinds.map(\.rawValue))), .text(subscription.owner),
        .past(subscription.madeAt), .text(subscription.secret), .text(subscription.formerSecret),
        .past(subscription.formerEndsAt), .past(subscription.failingSince), .past(subscription.endedAt),
        .text(subscription.endedBecause),
      ])
  }

  private static func subscription(_ row: Row) throws -> Subscription {
    Subscription(
      id: try row.uniqueID(0), name: try row.string(1), url: try row.string(2),
      kinds: try row.texts(3).compactMap(Announcement.Kind.init), owner: try row.string(4), madeAt: try row.instant(5),
      secret: try row.string(6), formerSecret: try row.stringOrNil(7), formerEndsAt: try row.instantOrNil(8),
      failingSince: try row.instantOrNil(9), endedAt: try row.instantOrNil(10), endedBecause: try row.stringOrNil(11))
  }

  private static let allSubscriptions = Statement(
    "all-subscriptions",
    """
    SELECT subscription_id, name, url, kinds, owner, made_at, secret, former_secret, former_ends_at, failing_since, ended_at,
      ended_because
    FROM recourse.subscriptions ORDER BY made_at, subscription_id
    """)

  private static let subscriptionByID = Statement(
    "subscription-by-id",
    """
    SELECT subscription_id, name, url, kinds, owner, made_at, secret, former_secret, former_ends_at, failing_since, ended_at,
      ended_because
    FROM recourse.subscriptions WHERE subscription_id = $1 FOR UPDATE
    """)

  private static let keepSubscription = Statement(
    "keep-subscription",
    """
    INSERT INTO recourse.subscriptions AS s (subscription_id, name, url, kinds, owner, made_at, secret, former_secret, former_ends_at, failing_since, ended_at,
      ended_because, through)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $6)
    ON CONFLICT (subscription_id) DO UPDATE SET secret = EXCLUDED.secret, former_secret = EXCLUDED.former_secret,
      former_ends_at = EXCLUDED.former_ends_at, failing_since = EXCLUDED.failing_since, ended_at = EXCLUDED.ended_at,
      ended_because = EXCLUDED.ended_because,
      through = CASE WHEN s.ended_at IS NOT NULL AND EXCLUDED.ended_at IS NULL THEN recourse.now() ELSE s.through END
    """)
}
