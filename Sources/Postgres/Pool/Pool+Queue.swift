internal import Synchronization

extension Pool {
  /// Has `body` run on a connection's thread, in turn.
  func enqueue<R: Sendable>(_ body: @escaping @Sendable (Connection) throws -> R) async throws -> R {
    let ticket = PoolJob.Ticket()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let job = PoolJob(
          ticket: ticket, deadline: .now.advanced(by: waitLimit),
          run: { connection in continuation.resume(with: Result { try body(connection) }) },
          refuse: { continuation.resume(throwing: $0) })
        submit(job)
      }
    } onCancel: {
      cancel(ticket)
    }
  }

  private enum Admission {
    case refused(any Error)
    case ring(WakeUp)
    case startWorker
    case queued
  }

  private func submit(_ job: PoolJob) {
    let admission = state.withLock { state -> Admission in
      if state.isClosing { return .refused(PoolError.closed) }
      // Looked at under the lock: a cancellation after this finds the job in the queue.
      if job.ticket.isCancelled.load(ordering: .relaxed) { return .refused(CancellationError()) }
      guard state.queue.count < Self.waitingLimit else {
        state.load.refused += 1
        return .refused(PoolError.crowded(waiting: state.queue.count))
      }
      state.queue.append(job)
      if state.timer == nil { state.timer = startTimer(until: job.deadline) }
      if let worker = state.idle.popLast() { return .ring(worker) }
      guard state.workerCount < size else { return .queued }
      state.workerCount += 1
      return .startWorker
    }
    switch admission {
    case .refused(let error): job.refuse(error)
    case .ring(let worker): worker.ring()
    case .startWorker: startWorker { _ in }
    case .queued: break
    }
  }

  private func cancel(_ ticket: PoolJob.Ticket) {
    ticket.isCancelled.store(true, ordering: .relaxed)
    let job = state.withLock { $0.queue.remove(ticket) }
    job?.refuse(CancellationError())
  }

  /// One task for all who wait: their limits are the same, so the first to come is the first to run out of time.
  private func startTimer(until deadline: ContinuousClock.Instant) -> Task<Void, Never> {
    Task { [weak self] in
      var next: ContinuousClock.Instant? = deadline
      while let deadline = next {
        do {
          try await ContinuousClock().sleep(until: deadline)
        } catch {
          return  // The pool is closing and refuses everyone itself.
        }
        next = self?.refuseOverdue()
      }
    }
  }

  /// Refuses those whose time is over; the next deadline, or nil where nobody waits and the timer ends.
  private func refuseOverdue() -> ContinuousClock.Instant? {
    let now = ContinuousClock.now
    let (overdue, failure, next) = state.withLock { state in
      var overdue: [PoolJob] = []
      while let job = state.queue.first, job.deadline <= now {
        overdue.append(job)
        state.load.refused += 1
        _ = state.queue.popFirst()
      }
      let next = state.queue.first?.deadline
      if next == nil { state.timer = nil }
      return (overdue, state.connectFailure, next)
    }
    for job in overdue { job.refuse(PoolError.timeout(after: waitLimit, connecting: failure)) }
    return next
  }
}
