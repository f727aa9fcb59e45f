/// The part of a pool that all threads share, under its lock.
struct PoolState: Sendable {
  /// Callers without a connection, the longest waiting first.
  var queue = JobQueue()
  /// The bells of workers that have a connection and nothing to do.
  var idle: [WakeUp] = []
  /// The bells of every worker, to be rung when the pool closes.
  var workers: [WakeUp] = []
  var workerCount = 0
  /// Why the last attempt to connect failed; nil once one has succeeded.
  var connectFailure: PostgresError?
  /// Refuses those who wait too long; there while anyone may be waiting.
  var timer: Task<Void, Never>?
  var load = PoolLoad()
  var isClosing = false
  private var closers: [CheckedContinuation<Void, Never>] = []

  mutating func close() -> (waiting: [PoolJob], workers: [WakeUp], timer: Task<Void, Never>?) {
    isClosing = true
    return (queue.removeAll(), workers, timer)
  }

  /// True where no worker is left; otherwise the continuation is kept for the last.
  mutating func awaitLastWorker(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
    if workerCount == 0 { return true }
    closers.append(continuation)
    return false
  }

  /// Takes a worker off the list; whom to tell if it was the last.
  mutating func remove(_ worker: WakeUp?) -> [CheckedContinuation<Void, Never>] {
    workers.removeAll { $0 === worker }
    idle.removeAll { $0 === worker }
    workerCount -= 1
    guard workerCount == 0 else { return [] }
    defer { closers = [] }
    return closers
  }
}
