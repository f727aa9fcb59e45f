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
