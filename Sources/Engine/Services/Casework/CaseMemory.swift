import Casework
import CivilTime
import Synchronization

/// What this process remembers of the store: cases as it last wrote or read them, and what the store's clock showed.
///
/// It saves the look before a step. Nothing in it is taken for true: the statement that writes a step keeps it only
/// where revision, clock, contacts and calendars are still what the step was decided upon, and otherwise the step is
/// decided anew upon a look. Refusals, which write nothing that could be compared, are never given from memory.
package final class CaseMemory: Sendable {
  /// A case as it was, with what writing its next step needs.
  struct Remembered: Sendable {
    let `case`: Case
    let nextDue: Instant?
    let head: [UInt8]?
  }

  private struct State: Sendable {
    /// Written or read lately. When there are too many they become the older ones, which are then forgotten: what is
    /// in use stays, and nobody keeps count of uses.
    var young: [CaseID: Remembered] = [:]
    var old: [CaseID: Remembered] = [:]
    /// What the store's clock showed at a moment of ours, and the latest time that anything was decided for.
    var clock: (shown: Instant, at: Duration, latest: Instant)?
    var revisions: ReferenceRevisions?
  }

  private let limit: Int
  private let elapsed: @Sendable () -> Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - limit: how many cases are remembered at most; 0 remembers none, and every step looks first.
  ///   - elapsed: a clock that runs on from anywhere.
  package init(limit: Int = EngineLimits.rememberedCases, elapsed: (@Sendable () -> Duration)? = nil) {
    self.limit = limit
    let start = ContinuousClock.now
    self.elapsed = elapsed ?? { start.duration(to: .now) }
  }

  /// Forgets everything, as if the process had just begun.
  package func forget() { state.withLock { $0 = State() } }

  /// What a step may be decided upon now; nil where the store was never looked into.
  ///
  /// The time is a little earlier than the store's: its clock was read before its answer came.
  func premises() -> Premises? {
    guard limit > 0 else { return nil }
    let moment = elapsed()
    return state.withLock { state in
      guard let clock = state.clock, let revisions = state.revisions else { return nil }
      let now = max(clock.shown.advanced(by: moment - clock.at), clock.latest).keptAsPast
      state.clock?.latest = now
      return Premises(now: now, revisions: revisions)
    }
  }

  func recall(_ id: CaseID) -> Remembered? {
    state.withLock { $0.young[id] ?? $0.old[id] }
  }

  /// Takes over what a look has told of the clock and of reference data.
  func note(_ look: Look) {
    guard limit > 0 else { return }
    let moment = elapsed()
    state.withLock { state in
      state.clock = (look.now, moment, look.now)
      state.revisions = look.revisions
    }
  }

  /// Remembers cases as they were just written.
  func remember(_ written: [Remembered]) {
    guard limit > 0 else { return }
    state.withLock { state in
      for remembered in written {
        if state.young.count >= max(1, limit / 2) {
          state.old = state.young
          state.young = [:]
        }
        state.young[remembered.case.id] = remembered
      }
    }
  }
}
