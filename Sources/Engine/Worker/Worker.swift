package import Logging

/// Keeps the engine going: fires due timers and hands over the outbox until it is told to stop.
///
/// The two go on side by side, so that a mail server which takes its time holds up no deadline. Any number of workers, in
/// any number of processes, do this on one database; none of them leads.
package struct Worker: Sendable {
  private let timers: TimerService
  private let outbox: OutboxService
  private let announcements: AnnouncementService?
  private let housekeeping: Housekeeping?
  private let logger: Logger
  private let bell: Doorbell
  private let pulse: Pulse
  private let metrics: EngineMetrics
  private let outboxBell: Doorbell
  private let pollInterval: Duration
  private let heardPollInterval: Duration
  /// How often it looks for what happened to cases that somebody has subscribed to.
  private static let announcementInterval = Duration.seconds(2)

  /// - Parameters:
  ///   - announcements: tells those who subscribed; nil leaves it to others.
  ///   - housekeeping: what is done now and then besides; nil leaves it to others.
  ///   - bell: whoever knows of work rings it.
  ///   - pulse: beats each time it goes round.
  ///   - metrics: counts the rounds that the store failed.
  ///   - pollInterval: how long it rests where nothing was due; up to a quarter more, so that workers that were started
  ///     together do not ask together.
  ///   - heardPollInterval: the same while others can ring the bell: what they announce need not be looked for.
  package init(
    timers: TimerService, outbox: OutboxService, announcements: AnnouncementService? = nil,
    housekeeping: Housekeeping? = nil, logger: Logger,
    bell: Doorbell = Doorbell(),
    pulse: Pulse = Pulse(), metrics: EngineMetrics = EngineMetrics(), pollInterval: Duration = .milliseconds(500),
    heardPollInterval: Duration = .seconds(EngineLimits.longestRestSeconds)
  ) {
    self.timers = timers
    self.outbox = outbox
    self.announcements = announcements
    self.housekeeping = housekeeping
    self.logger = logger
    self.bell = bell
    self.pulse = pulse
    self.metrics = metrics
    outboxBell = bell.another()
    self.pollInterval = pollInterval
    self.heardPollInterval = heardPollInterval
  }

  /// Works until the task is cancelled. What is being done at that moment is finished first.
  ///
  /// - Throws: only what no waiting can mend, such as a schema that is newer than this program.
  package func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await fireTimers() }
      group.addTask { try await deliver() }
      if let announcements { group.addTask { try await announce(announcements) } }
      // It has a bell of its own, which nobody rings: nothing in it is urgent.
      if let housekeeping { group.addTask { try await housekeeping.run(Doorbell(), tell) } }
      // Should one end by a fault, the other is told to stop: leaving the group by an error cancels it.
      while try await group.next() != nil {}
    }
  }

  /// Does all that is due now, and ends.
  package func drain() async throws {
    var done = 0
    repeat {
      done = 0
      while case let fired = try await timers.fireDue(), fired > 0 { done += fired }
      // What can't be handed over is not due again before a while; what was may have opened a case, or moved one.
      done += try await outbox.deliver()
      if let announcements { done += try await announcements.deliver() }
    } while done > 0
  }

  private func fireTimers() async throws {
    var failures = 0
    while !Task.isCancelled {
      pulse.beat()
      do {
        // A task of its own: being told to stop must not keep what was sent from being written down as sent.
        let claim = try await Task { try await timers.fire() }.value
        failures = 0
        if claim.count > 0 { logger.info("worked", metadata: ["cases": "\(claim.count)"]) }
        if claim.count == EngineLimits.timerBatch { continue }
        // Where the next timer is known there is surely something to do then, which no jitter puts off.
        let look = nextLook()
        await bell.rest(atMost: claim.next.map { min(look, $0) } ?? look)
      } catch let error as StoreError where error.isRetryable {
        failures += 1
        tell(error, failures)
        // Half a second, doubled after each failure, half a minute at most.
        await bell.rest(atMost: min(.seconds(30), .milliseconds(250 << min(failures, 7))))
      }
    }
  }

  private func deliver() async throws {
    let stop = StopSignal()
    let run = OutboxRun(
      service: outbox, bell: outboxBell, poll: nextLook, stop: stop, onStoreFailure: tell,
      onClaim: { logger.info("worked", metadata: ["items": "\($0)"]) })
    try await withTaskCancellationHandler {
      _ = try await Task { try await run.run() }.value
    } onCancel: {
      stop.set()
      outboxBell.ring()
    }
  }

  /// Nobody rings: what is told to others may be a moment late, and steps need not know of it.
  private func announce(_ service: AnnouncementService) async throws {
    let (stop, bell) = (StopSignal(), Doorbell())
    let run = AnnouncementRun(
      service: service, bell: bell, poll: { Self.announcementInterval * Double.random(in: 1...1.25) }, stop: stop)
    try await withTaskCancellationHandler {
      var failures = 0
      while !stop.isSet {
        do {
          _ = try await Task { try await run.run() }.value
        } catch let error as StoreError where error.isRetryable {
          failures += 1
          tell(error, failures)
          await bell.rest(atMost: min(.seconds(30), .milliseconds(250 << min(failures, 7))))
        }
      }
    } onCancel: {
      stop.set()
      bell.ring()
    }
  }

  private func tell(_ error: StoreError, _ failures: Int) {
    metrics.storeFailures.add()
    logger.warning("the store failed", metadata: ["code": "\(error.code.rawValue)", "failures": "\(failures)"])
  }

  private func nextLook() -> Duration {
    (bell.isHeard ? heardPollInterval : pollInterval) * Double.random(in: 1...1.25)
  }
}
