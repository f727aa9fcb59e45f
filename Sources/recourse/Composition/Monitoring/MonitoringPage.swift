import Engine
import Foundation
import Monitoring
import PostgresStore
import Synchronization
import Web

/// What this process tells those who watch it.
final class MonitoringPage: Sendable {
  /// For how long an answer of the database serves further askers.
  private static let cacheSeconds = 1.0
  /// A worker that has not gone round for so long hangs.
  private static let patience = Duration.seconds(180)

  /// How long the database may take to answer whoever watches.
  private static let databasePatience = Duration.seconds(3)

  private struct Known: Sendable {
    var depths: QueueDepths?
    var problem: String?
    var at: ContinuousClock.Instant?
  }

  private let store: PostgresStore
  /// Of the worker in this process; nil where there is none.
  private let worker: (engine: EngineMetrics, pulse: Pulse)?
  private let started = SystemClock.now
  private let known = Mutex(Known())

  init(store: PostgresStore, worker: (engine: EngineMetrics, pulse: Pulse)?) {
    self.store = store
    self.worker = worker
  }

  /// Ready means: the database answers, its schema suits this program, and the worker goes round.
  func readiness() async -> Readiness {
    if let problem = await look().problem { return .notReady(problem) }
    if let worker, worker.pulse.silence >= Self.patience { return .notReady("the worker hangs") }
    return .ready
  }

  func text() async -> String {
    let known = await look()
    var text = MetricsText()
    text.gauge(
      "recourse_build_info", "Which program this is.", 1,
      labels: [("version", Release.version), ("generation", String(store.generation))])
    if let worker { write(worker.engine, worker.pulse, to: &text) }
    write(known, to: &text)
    write(store, to: &text)
    text.counter("process_cpu_seconds_total", "Processor time of this process.", ProcessTimes.ownSeconds())
    text.gauge("process_resident_memory_bytes", "Memory of this process.", Double(ProcessTimes.ownBytes()))
    text.gauge(
      "process_start_time_seconds", "When this process was started.", Double(started.microsecondsRoundedDown) / 1e6)
    return text.text
  }

  private func write(_ engine: EngineMetrics, _ pulse: Pulse, to text: inout MetricsText) {
    text.histogram("recourse_timer_lag_seconds", "How late timers fired.", engine.timerLag)
    text.counter("recourse_steps_total", "Steps of cases, by kind and by what became of them.", engine.steps)
    text.counter("recourse_outbox_total", "Attempts to hand something over, and how they ended.", engine.outbox)
    text.counter(
      "recourse_store_failures_total", "Rounds of the worker that the database failed.", engine.storeFailures.value)
    let silence = pulse.silence.components
    text.gauge(
      "recourse_worker_silence_seconds", "How long ago the worker last went round.",
      Double(silence.seconds) + Double(silence.attoseconds) / 1e18)
  }

  private func write(_ known: Known, to text: inout MetricsText) {
    text.gauge(
      "recourse_database_up", "1 where the database answers and its schema suits.", known.problem == nil ? 1 : 0)
    guard let depths = known.depths else { return }
    text.gauge(
      "recourse_queue_depth", "What waits in the database, counted to \(QueueDepths.limit) of each.",
      [
        ([("queue", "due_timers")], Double(depths.dueTimers)), ([("queue", "parked")], Double(depths.parked)),
        ([("queue", "outbox")], Double(depths.outbox)), ([("queue", "dead_letters")], Double(depths.deadLetters)),
        ([("queue", "announcements")], Double(depths.announcements)),
      ])
    text.gauge(
      "recourse_queue_oldest_seconds", "How long the longest waiting has waited.",
      [
        ([("queue", "due_timers")], depths.oldestDueSeconds), ([("queue", "outbox")], depths.oldestOutboxSeconds),
        ([("queue", "announcements")], depths.oldestAnnouncementSeconds),
      ])
    text.gauge(
      "recourse_webhooks_ended", "Webhooks that were ended, as calls had failed for days.",
      Double(depths.failedSubscriptions))
  }

  private func write(_ store: PostgresStore, to text: inout MetricsText) {
    let (status, load) = store.connections
    text.gauge(
      "recourse_pool_connections", "Connections to the database.",
      [
        ([("state", "idle")], Double(status.idle)), ([("state", "busy")], Double(status.connections - status.idle)),
      ])
    text.gauge("recourse_pool_waiting", "Callers who wait for a connection.", Double(status.waiting))
    text.counter("recourse_pool_served_total", "Callers who were given a connection.", load.served)
    let waited = load.waited.components
    text.counter(
      "recourse_pool_wait_seconds_total", "How long they waited for it, all together.",
      Double(waited.seconds) + Double(waited.attoseconds) / 1e18)
    text.counter("recourse_pool_refused_total", "Callers who were refused one.", load.refused)
    text.counter(
      "recourse_pool_connection_failures_total", "Attempts to connect that failed.", load.failedConnections)
  }

  /// Asks the database, or remembers what it said a moment ago.
  private func look() async -> Known {
    let fresh = known.withLock { known in
      known.at.map { $0.duration(to: .now) < .seconds(Self.cacheSeconds) } == true ? known : nil
    }
    if let fresh { return fresh }
    let seen = await ask()
    known.withLock { $0 = seen }
    return seen
  }

  /// What the database says or, where it says nothing for too long, that it says nothing.
  private func ask() async -> Known {
    let (answers, continuation) = AsyncStream.makeStream(of: Known.self)
    let asking = Task {
      var seen = Known(at: .now)
      do {
        try await store.requireCurrentSchema()
        seen.depths = try await store.queueDepths()
      } catch let error as StoreError {
        seen.problem = error.description
      } catch {
        seen.problem = "the database can't be asked: \(type(of: error))"
      }
      continuation.yield(seen)
    }
    let waiting = Task {
      guard (try? await Task.sleep(for: Self.databasePatience)) != nil else { return }
      continuation.yield(Known(problem: "the database has not answered within \(Self.databasePatience)", at: .now))
    }
    defer {
      asking.cancel()
      waiting.cancel()
    }
    for await seen in answers { return seen }
    return Known(problem: "stopping", at: .now)
  }
}
