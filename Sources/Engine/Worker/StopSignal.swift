import Synchronization

/// Tells what is under way that it should come to an end: finish what it has begun and begin nothing more.
package final class StopSignal: Sendable {
  private let state = Atomic(false)

  package init() {}

  package var isSet: Bool { state.load(ordering: .relaxed) }

  package func set() { state.store(true, ordering: .relaxed) }
}
