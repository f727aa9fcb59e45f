import Casework
import Engine
import Glibc
import Logging
import PostgresStore

extension Worker {
  /// A worker on a store, with every sender that this program has.
  ///
  /// - Parameters:
  ///   - mail: where messages go.
  ///   - bell: rung by whoever knows of work.
  ///   - pulse: beats each time it goes round.
  ///   - metrics: what it counts.
  init(
    on store: PostgresStore, mail: MailTransport, bell: Doorbell = Doorbell(), pulse: Pulse = Pulse(),
    metrics: EngineMetrics = EngineMetrics()
  ) {
    let library = Library(reader: FileDefinitionReader())
    self.init(
      timers: TimerService(store: store, library: library) { reference, step, reason in
        Self.logger.warning(
          "a timer was parked", metadata: ["case": "\(reference)", "step": "\(step)", "reason": "\(reason)"])
      },
      outbox: OutboxService(store: store, senders: [.message: mail.mailbox], metrics: metrics) { item, error in
        Self.logger.warning(
          "a message was not handed over",
          metadata: [
            "case": "\(CaseReference(of: item.caseID))", "item": "\(item.id)", "attempt": "\(item.attempts)",
            "reason": "\(error.description)",
          ])
      },
      logger: Self.logger, bell: bell, pulse: pulse, metrics: metrics)
  }

  static var logger: Logger {
    var logger = Logger(label: "recourse.worker", factory: { JSONLogHandler(label: $0) })
    // Which of many: the number that `recourse nodes` shows, on this machine.
    logger[metadataKey: "process"] = "\(getpid())"
    return logger
  }
}
