import Postgres
import Synchronization

/// Tells the workers of every process that there is something to do, shortly after it was committed.
///
/// Not within the step's own transaction: a commit that notifies takes a lock that all such commits of the cluster
/// share, and holds it while it waits for the disk, so that steps could no longer be committed side by side. A
/// transaction of its own that waits for no disk holds it for microseconds, and one of them speaks for all steps that
/// were committed meanwhile. Should it be lost, workers find the work when they look by themselves.
final class Announcer: Sendable {
  /// What workers listen to; without a payload, as it says nothing but "look".
  static let channel = "recourse_work"
  /// The shortest time from one announcement to the next.
  static let spacing = Duration.milliseconds(10)

  static let statements = [withoutDisk, notify]

  private struct State: Sendable {
    var isWanted = false
    var running: Task<Void, Never>?
  }

  private let pool: Pool
  private let state = Mutex(State())

  init(_ pool: Pool) { self.pool = pool }

  /// Answers at once.
  func announce() {
    state.withLock { state in
      state.isWanted = true
      if state.running == nil { state.running = Task { await self.run() } }
    }
  }

  /// Answers when what was to be announced has been.
  func finish() async { await state.withLock(\.running)?.value }

  private func run() async {
    while takeWanted() {
      // A worker that is not told looks by itself: nothing is worth a second try.
      try? await pool.transaction { transaction in
        _ = try transaction.commit(after: [Command(Self.withoutDisk), Command(Self.notify)])
      }
      guard state.withLock(\.isWanted) else { continue }
      try? await Task.sleep(for: Self.spacing)
    }
  }

  /// Whether there is something to announce; where there is not, nobody runs any more.
  private func takeWanted() -> Bool {
    state.withLock { state in
      defer { state.isWanted = false }
      if !state.isWanted { state.running = nil }
      return state.isWanted
    }
  }

  private static let withoutDisk = Statement(
    "announce-without-disk", "SELECT set_config('synchronous_commit', 'off', true)")
  private static let notify = Statement("announce", "SELECT pg_notify('recourse_work', '')")
}
