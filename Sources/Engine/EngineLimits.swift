/// The bounds of the engine, each in one place.
package enum EngineLimits {
  /// Cases whose timers are fired in one transaction.
  package static let timerBatch = 200
  /// Items of the outbox that one worker has under way at once.
  package static let outboxConcurrency = 16
  /// Seconds for which a claimed item is left to its worker.
  package static let outboxLeaseSeconds = 120
  /// Attempts before an item is given up to people: with their waits, a day or so.
  package static let outboxAttempts = 14
  /// Seconds after which an item is tried again at the latest, whatever the other side asked for.
  package static let longestRetryAfterSeconds = 86_400
  /// How often a step is decided anew because somebody else stepped the case first.
  package static let conflictRetries = 5
  /// Timers of one case fired one after the other in one transaction.
  package static let timersPerCase = 20
  /// Cases opened, or events sent, in one transaction.
  package static let requestBatch = 200
  /// Requests that may wait for their turn.
  package static let queuedRequests = 10_000
  /// Transactions in which waiting requests are kept at once: one commits while the other gathers.
  package static let queueWriters = 2
  /// Cases whose dates are worked out anew at once when a calendar changes.
  package static let calendarPage = 500
  /// Cases that are lived through by one thread before it takes the next.
  package static let replayPage = 200
  /// Changes of the directory that are known at once while cases are lived through.
  package static let replayDirectories = 100
  /// Cases that go on by another version in one transaction.
  package static let migrationPage = 100
  /// Cases that a process remembers, so that it need not look at them before their next step.
  package static let rememberedCases = 16_384
  /// Seconds by which the time that a step was decided for may lie behind the store's clock when it is kept, where the
  /// step was decided without asking for the time.
  package static let premisesSeconds = 2
  /// Bytes of one document.
  package static let attachmentBytes = 20 << 20
  /// Cases whose words are taken in, in one transaction.
  package static let searchBatch = 200
  /// So many cases whose words or ranks are old are asked for at once.
  package static let staleCases = 100_000
  /// Cases that are ranked for lists in one transaction.
  package static let rankBatch = 5_000
  /// Cases whose journals are read at once when they are exported or verified.
  package static let auditPage = 200
  /// Heads read at once.
  package static let auditHeads = 5_000
  /// Cases in one list.
  package static let listedCases = 1_000
  /// Seconds for which a worker that others can wake rests at most. What is due sooner is worth waking it for.
  package static let longestRestSeconds = 5
  /// Announcements that one worker has under way at once.
  package static let announcements = 16
  /// Announcements under way to one subscription, by all workers together.
  package static let announcementsEach = 2
  /// What happened to cases that is taken in for subscriptions in one transaction.
  package static let gatheredAnnouncements = 2_000
  /// Seconds for which a subscription may fail before it is ended: three days.
  package static let subscriptionPatienceSeconds: Int64 = 3 * 86_400
  /// Seconds for which the secret before signs as well: a day.
  package static let formerSecretSeconds: Int64 = 86_400
}
