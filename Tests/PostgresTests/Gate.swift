import Postgres

/// Holds a connection's thread in the middle of a transaction until the test lets it go.
final class Gate: Sendable {
  private let bell: WakeUp
  private let arrivals: AsyncStream<Int64>
  private let arrive: AsyncStream<Int64>.Continuation

  init() throws {
    bell = try WakeUp()
    (arrivals, arrive) = AsyncStream.makeStream()
  }

  /// On the connection's thread: says who is here and waits.
  func hold(_ who: Int64 = 0) {
    arrive.yield(who)
    bell.wait()
  }

  /// In the test: who has arrived.
  func arrival() async -> Int64? {
    for await who in arrivals { return who }
    return nil
  }

  func open() { bell.ring() }
}
