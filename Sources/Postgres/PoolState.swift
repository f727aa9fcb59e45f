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
  mutating func remove(_ worker: WakeUp) -> [CheckedContinuation<Void, Never>] {
    workers.removeAll { $0 === worker }
    idle.removeAll { $0 === worker }
    workerCount -= 1
    guard workerCount == 0 else { return [] }
    defer { closers = [] }
    return closers
  }
}

/// A queue in order of arrival that gives up its first in constant time.
struct JobQueue: Sendable {
  private var jobs: [PoolJob] = []
  private var head = 0

  var count: Int { jobs.count - head }
  var first: PoolJob? { head < jobs.count ? jobs[head] : nil }

  mutating func append(_ job: PoolJob) { jobs.append(job) }

  /// Puts a job back before all others.
  mutating func prepend(_ job: PoolJob) {
    jobs.removeFirst(head)
    head = 0
    jobs.insert(job, at: 0)
  }

  mutating func popFirst() -> PoolJob? {
    guard let job = first else { return nil }
    head += 1
    // The used part is cut off when it is half of the whole, so that each job is moved once on average.
    if head * 2 >= jobs.count {
      jobs.removeFirst(head)
      head = 0
    }
    return job
  }

  mutating func remove(_ ticket: PoolJob.Ticket) -> PoolJob? {
    guard let index = jobs[head...].firstIndex(where: { $0.ticket === ticket }) else { return nil }
    return jobs.remove(at: index)
  }

  mutating func removeAll() -> [PoolJob] {
    defer { self = JobQueue() }
    return Array(jobs[head...])
  }
}
