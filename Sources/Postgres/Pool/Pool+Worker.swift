internal import Synchronization

extension Pool {
  /// Starts a thread with a connection of its own, already counted; `firstAttempt` hears how its first one went.
  func startWorker(_ firstAttempt: @escaping @Sendable (Result<Void, any Error>) -> Void) {
    var listed: WakeUp?
    do throws(PostgresError) {
      let wakeUp = try WakeUp()
      listed = wakeUp
      state.withLock { $0.workers.append(wakeUp) }
      try BlockingThread.start { [self] in work(wakeUp, firstAttempt) }
    } catch {
      state.withLock { $0.connectFailure = error }
      finish(listed)
      firstAttempt(.failure(error))
    }
  }

  private enum Next {
    case run(PoolJob)
    case wait
    case end
  }

  private func work(_ wakeUp: WakeUp, _ firstAttempt: @escaping (Result<Void, any Error>) -> Void) {
    var connection: Connection?
    var firstAttempt = Optional(firstAttempt)
    var failures = 0
    while !isClosing {
      guard let current = connection else {
        let result = connect(wakeUp)
        firstAttempt.take()?(result.map { _ in })
        switch result {
        case .success(let made): (connection, failures) = (made, 0)
        case .failure:
          failures += 1
          wakeUp.wait(BackOff.delay(afterFailures: failures))
        }
        continue
      }
      switch next(wakeUp) {
      case .end: connection = nil
      case .wait: if !waitForWork(current, wakeUp) { connection = nil }
      case .run(let job):
        guard current.isStillConnected() else {
          state.withLock { $0.queue.prepend(job) }
          connection = nil
          continue
        }
        job.run(current)
        if !current.isReusable { connection = nil }
      }
    }
    connection = nil
    firstAttempt?(.failure(PoolError.closed))
    finish(wakeUp)
  }

  private var isClosing: Bool { state.withLock(\.isClosing) }

  private func connect(_ wakeUp: WakeUp) -> Result<Connection, any Error> {
    do {
      let connection = try Connection.open(settings, wakeUp) { isClosing }
      state.withLock { $0.connectFailure = nil }
      return .success(connection)
    } catch {
      state.withLock { state in
        state.connectFailure = error
        state.load.failedConnections += 1
      }
      return .failure(error)
    }
  }

  private func next(_ wakeUp: WakeUp) -> Next {
    state.withLock { state in
      if state.isClosing { return .end }
      if let job = state.queue.popFirst() {
        state.load.served += 1
        state.load.waited += job.deadline.advanced(by: .zero - waitLimit).duration(to: .now)
        return .run(job)
      }
      state.idle.append(wakeUp)
      return .wait
    }
  }

  /// Waits for work, watching the socket meanwhile; false where the connection broke off.
  private func waitForWork(_ connection: Connection, _ wakeUp: WakeUp) -> Bool {
    let outcome = connection.waitForInput(or: wakeUp)
    state.withLock { state in state.idle.removeAll { $0 === wakeUp } }
    return !outcome.isSocketReady || connection.isStillConnected()
  }

  private func finish(_ wakeUp: WakeUp?) {
    let closers = state.withLock { $0.remove(wakeUp) }
    for closer in closers { closer.resume() }
  }
}
