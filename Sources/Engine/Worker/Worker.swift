package import Logging

/// Keeps the engine going: fires due timers and hands over the outbox until it is told to stop.
///
/// Any number of workers, in any number of processes, do this on one database; none of them leads.
package struct Worker: Sendable {
  private let timers: TimerService
  private let outbox: OutboxService
  private let logger: Logger
  private let pollInterval: Duration

  /// - Parameter pollInterval: how long it rests where nothing was due; up to a quarter more, so that workers that were
  ///   started together do not ask together.
  package init(
    timers: TimerService, outbox: OutboxService, logger: Logger, pollInterval: Duration = .milliseconds(500)
  ) {
    self.timers = timers
    self.outbox = outbox
    self.logger = logger
    self.pollInterval = pollInterval
  }

  /// Works until the task is cancelled. What is being done at that moment is finished first.
  ///
  /// - Throws: only what no waiting can mend, such as a schema that is newer than this program.
  package func run() async throws {
    var failures = 0
    while !Task.isCancelled {
      do {
        let isBusy = try await round()
        failures = 0
        if isBusy { continue }
        await rest(pollInterval)
      } catch let error as StoreError where error.isRetryable {
        failures += 1
        logger.warning("the store failed", metadata: ["code": "\(error.code.rawValue)", "failures": "\(failures)"])
        // Half a second, doubled after each failure, half a minute at most.
        await rest(min(.seconds(30), .milliseconds(250 << min(failures, 7))))
      }
    }
  }

  /// Does all that is due now, and ends.
  package func drain() async throws {
    while try await timers.fireDue() > 0 {}
    // A message that can't be handed over is not due again before a while.
    while try await outbox.deliver() > 0 {}
  }

  /// One look for work.
  ///
  /// - Returns: whether there was so much that there is probably more.
  private func round() async throws -> Bool {
    let fired = try await timers.fireDue()
    let delivered = try await outbox.deliver()
    if fired > 0 || delivered > 0 {
      logger.info("worked", metadata: ["cases": "\(fired)", "items": "\(delivered)"])
    }
    return fired == EngineLimits.timerBatch || delivered == EngineLimits.outboxBatch
  }

  private func rest(_ duration: Duration) async {
    let jitter = Double.random(in: 1...1.25)
    // Being woken by cancellation is how a rest ends early.
    try? await Task.sleep(for: duration * jitter)
  }
}
