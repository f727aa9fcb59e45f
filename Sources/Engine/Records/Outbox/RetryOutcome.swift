/// What became of the wish to try an item of the outbox again.
package enum RetryOutcome: String, Sendable, Hashable, CaseIterable {
  /// It was given up and waits again, with all its attempts before it.
  case queued
  /// It waits already.
  case waiting
  /// It was sent long ago.
  case sent
  /// There is no such item, or it was erased.
  case unknown
}
