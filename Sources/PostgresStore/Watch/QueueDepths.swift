/// How much waits in the database, for those who watch it. Counts end at `limit`, so that asking stays cheap.
package struct QueueDepths: Sendable, Hashable {
  /// Where counting ends.
  package static let limit = 10_000

  /// Cases with a timer that is due.
  package let dueTimers: Int
  /// Seconds since the longest overdue of them was due.
  package let oldestDueSeconds: Double
  /// Cases that wait for a person, as a timer's step was refused.
  package let parked: Int
  /// Items of the outbox that are to be handed over, now or later.
  package let outbox: Int
  /// Seconds since the longest waiting of them could have been.
  package let oldestOutboxSeconds: Double
  /// Items that were given up to people.
  package let deadLetters: Int
  /// What is to be told to those who subscribed, now or later.
  package let announcements: Int
  /// Seconds since the longest waiting of it could have been told.
  package let oldestAnnouncementSeconds: Double
  /// Subscriptions that were ended, as calls had failed for days.
  package let failedSubscriptions: Int
}
