internal import Synchronization

/// What a caller wants done with a connection.
struct PoolJob: Sendable {
  /// Tells this job from others and remembers that its caller has given up, perhaps before it was queued.
  final class Ticket: Sendable {
    let isCancelled = Atomic(false)
  }

  let ticket: Ticket
  let deadline: ContinuousClock.Instant
  let run: @Sendable (Connection) -> Void
  let refuse: @Sendable (any Error) -> Void
}
