import Casework
import Engine
import Foundation
import PostgresStore

/// Makes this process known in the database while it works, so that `recourse nodes` lists it.
struct NodeLife: Sendable {
  let node: Node
  let store: PostgresStore

  init(kind: String, store: PostgresStore) {
    var generator = SystemRandomNumberGenerator()
    node = Node(
      id: UniqueID(at: SystemClock.now, random: (generator.next(), generator.next())), kind: kind,
      host: ProcessInfo.processInfo.hostName, process: Int(ProcessInfo.processInfo.processIdentifier),
      version: Release.version)
    self.store = store
  }

  /// Runs a body and says every few seconds that the process is there.
  ///
  /// - Throws: what the body throws, and `StoreError` once the database has been migrated past this program; the body is
  ///   then told to stop and awaited.
  func whileSeen(_ body: @escaping @Sendable () async throws -> Void) async throws {
    try await store.see(node)
    do {
      try await withThrowingTaskGroup { group in
        group.addTask { try await body() }
        group.addTask { try await beat() }
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch {
      await leave()
      throw error
    }
    await leave()
  }

  private func beat() async throws {
    while !Task.isCancelled {
      let wait = Duration.seconds(PostgresStore.nodeBeatSeconds) * Double.random(in: 0.8...1)
      // Being woken by cancellation is how the beat ends.
      guard (try? await Task.sleep(for: wait)) != nil else { return }
      do {
        try await store.see(node)
      } catch let error as StoreError where error.isRetryable {
        // The worker says so itself; the next beat is soon.
      } catch is CancellationError {
        return
      }
    }
  }

  /// In a task of its own, as this one is cancelled when a process is told to stop. Where the database is away the row
  /// grows stale, and says just that.
  private func leave() async { try? await Task { try await store.leave(node) }.value }
}
