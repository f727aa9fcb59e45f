import Casework
import Engine

/// Many clients at once, each of whom asks for one thing after another and waits for every answer.
enum ClientLoad {
  /// Runs a body for each number from 0 on, so many of them at once.
  ///
  /// - Parameter body: answers with the nanoseconds of each of its calls.
  static func run(
    _ count: Int, clients: Int, _ body: @escaping @Sendable (Int) async throws -> [UInt64]
  ) async throws -> [UInt64] {
    let next = Counter()
    return try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<min(clients, count) {
        group.addTask {
          var taken: [UInt64] = []
          while true {
            let number = next.next()
            guard number < count else { return taken }
            taken += try await body(number)
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// Asks, and answers with the time it took.
  ///
  /// - Throws: also where the request was no news to the engine.
  static func ask(_ request: CaseRequest, of queue: CaseQueue) async throws -> UInt64 {
    let start = ContinuousClock.now
    let answer = try await queue.handle(request)
    let taken = LatencyClock.nanoseconds(since: start)
    guard !answer.isRepetition else { throw Answer(status: 70, message: "recourse: an event was known before") }
    return taken
  }
}
