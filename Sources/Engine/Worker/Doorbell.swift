import Synchronization

/// Ends a worker's rest early, when somebody knows that there is something to do.
///
/// A ring while nobody rests is not lost; many rings before a rest are one. It is a hint and nothing more: whoever is
/// woken looks into the store, and whoever is not looks by himself after a while.
package final class Doorbell: Sendable {
  private struct State: Sendable {
    var isRung = false
    var isHeard = false
    var resting: CheckedContinuation<Void, Never>?
    var alarm: Task<Void, Never>?
    var others: [Doorbell] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether other processes can ring it now; where they can't, a worker looks more often by itself.
  package var isHeard: Bool {
    get { state.withLock(\.isHeard) }
    set { state.withLock { $0.isHeard = newValue } }
  }

  /// A bell that rings whenever this one does, for somebody else who rests.
  package func another() -> Doorbell {
    let bell = Doorbell()
    state.withLock { $0.others.append(bell) }
    return bell
  }

  package func ring() {
    for bell in state.withLock(\.others) { bell.ring() }
    end { state in
      // Nobody rests: the next rest is over before it begins.
      if state.resting == nil { state.isRung = true }
    }
  }

  /// Waits for a ring, for the time to pass or for the task to be cancelled. Only one rests at a bell at a time.
  package func rest(atMost limit: Duration) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          precondition(state.resting == nil, "a bell wakes one")
          // Cancelled before this: the handler has found nobody to wake.
          guard !state.isRung, !Task.isCancelled else {
            state.isRung = false
            return true
          }
          state.resting = continuation
          state.alarm = Task { [weak self] in
            // Only a cancellation ends it early, which is asked for next.
            try? await Task.sleep(for: limit)
            if !Task.isCancelled { self?.end { _ in } }
          }
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      end { _ in }
    }
  }

  private func end(_ first: (inout State) -> Void) {
    let resting = state.withLock { state in
      first(&state)
      state.alarm?.cancel()
      state.alarm = nil
      defer { state.resting = nil }
      return state.resting
    }
    resting?.resume()
  }
}
