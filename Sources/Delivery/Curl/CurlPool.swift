import Engine
import Foundation
import Synchronization

/// A few connections that many items share: each exchange has one for itself, on a thread of its own, as libcurl waits
/// where it is called.
final class CurlPool: Sendable {
  /// A handle on its way from one thread to the next. It is never in two places: whoever takes it out of the pool has it
  /// alone until he puts it back.
  private final class Slot: @unchecked Sendable {
    let handle: CurlHandle
    init(_ handle: CurlHandle) { self.handle = handle }
  }

  private struct State {
    var idle: [Slot] = []
    /// Handles that are idle or in use.
    var made = 0
    var waiting: [CheckedContinuation<Slot?, Never>] = []
  }

  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: how many exchanges may be under way at once.
  init(limit: Int) {
    precondition(limit > 0, "somebody has to send")
    self.limit = limit
  }

  /// Runs a body with a handle that nobody else uses meanwhile. Where all are in use it waits for its turn.
  func exchange<Result: Sendable>(
    _ body: @escaping @Sendable (CurlHandle) throws(DeliveryError) -> Result
  ) async throws(DeliveryError) -> Result {
    guard let slot = await take() else {
      throw DeliveryError("libcurl could not be started", isRetryable: true)
    }
    let answer = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: Swift.Result { () throws(DeliveryError) in try body(slot.handle) })
      }
    }
    putBack(slot)
    return try answer.get()
  }

  /// Closes the connections that nobody uses.
  func closeIdle() {
    let closed = state.withLock { state in
      defer {
        state.made -= state.idle.count
        state.idle = []
      }
      return state.idle
    }
    guard !closed.isEmpty else { return }
    // Taking leave of a server may wait for its answer.
    Thread.detachNewThread { withExtendedLifetime(closed) {} }
  }

  private func take() async -> Slot? {
    await withCheckedContinuation { continuation in
      let slot: Slot?? = state.withLock { state in
        if let idle = state.idle.popLast() { return idle }
        guard state.made < limit else {
          state.waiting.append(continuation)
          return nil
        }
        guard let handle = CurlHandle() else { return .some(nil) }
        state.made += 1
        return Slot(handle)
      }
      if let slot { continuation.resume(returning: slot) }
    }
  }

  private func putBack(_ slot: Slot) {
    let next = state.withLock { state -> CheckedContinuation<Slot?, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.idle.append(slot)
      return nil
    }
    next?.resume(returning: slot)
  }
}
