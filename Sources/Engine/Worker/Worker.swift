package import Logging

/// Keeps the engine going: fires due timers and hands over the outbox until it is told to stop.
///
/// Any number of workers, in any number of processes, do this on one database; none of them leads.
package struct Worker: Sendable {
  private let timers: TimerService
  private let outbox: OutboxService
  private let logger: Logger
  private let bell: Doorbell
  private let pulse: Pulse
  private let metrics: EngineMetrics
  private let pollInterval: Duration
  private let heardPollInterval: Duration

  /// - Parameters:
  ///   - bell: whoever knows of work rings it.
  ///   - pulse: beats each time it goes round.
  ///   - metrics: counts the rounds that the store failed.
  ///   - pollInterval: how long it rests where nothing was due; up to a quarter more, so that workers that were started
  ///     together do not ask together.
  ///   - heardPollInterval: the same while others can ring the bell: what they announce need not be looked for.
  package init(
    timers: TimerService, outbox: OutboxService, logger: Logger, bell: Doorbell = Doorbell(),
    pulse: Pulse = Pulse(), metrics: EngineMetrics = EngineMetrics(), pollInterval: Duration = .milliseconds(500),
    heardPollInterval: Duration = .seconds(EngineLimits.longestRestSeconds)
  ) {
    self.timers = timers
    self.outbox = outbox
    self.logger = logger
    self.bell = bell
    self.pulse = pulse
    self.metrics = metrics
    self.pollInterval = pollInterval
    self.heardPollInterval = heardPollInterval
  }

  /// Works until the task is cancelled. What is being done at that moment is finished first.
  ///
  /// - Throws: only what no waiting can mend, such as a schema that is newer than this program.
  package func run() async throws {
    let stop = StopSignal()
    try await withTaskCancellationHandler {
      try await run(until: stop)
    } onCancel: {
      stop.set()
    }
  }

  private func run(until stop: StopSignal) async throws {
    var failures = 0
    while !Task.isCancelled {
      pulse.beat()
      do {
        // A task of its own: being told to stop must not keep what was sent from being written down as sent.
        let (isBusy, next) = try await Task { try await round(until: stop) }.value
        failures = 0
        if isBusy { continue }
        await rest(bell.isHeard ? heardPollInterval : pollInterval, until: next)
      } catch let error as StoreError where error.isRetryable {
        failures += 1
        metrics.storeFailures.add()
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
  /// - Returns: whether there was so much that there is probably more, and how long it is until the next timer is due.
  private func round(until stop: StopSignal) async throws -> (isBusy: Bool, next: Duration?) {
    let claim = try await timers.fire()
    let fired = claim.count
    let delivered = try await outbox.deliver(until: stop)
    if fired > 0 || delivered > 0 {
      logger.info("worked", metadata: ["cases": "\(fired)", "items": "\(delivered)"])
    }
    return (fired == EngineLimits.timerBatch || delivered == EngineLimits.outboxBatch, claim.next)
  }

  /// - Parameter next: when there is surely something to do, which no jitter puts off.
  private func rest(_ duration: Duration, until next: Duration? = nil) async {
    let most = duration * Double.random(in: 1...1.25)
    await bell.rest(atMost: next.map { min(most, $0) } ?? most)
  }
}
