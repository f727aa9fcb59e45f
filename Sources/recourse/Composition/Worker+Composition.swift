import Casework
import Delivery
import Engine
import Glibc
import Logging
import PostgresStore

extension Worker {
  /// A worker on a store, with every sender that this program has.
  ///
  /// - Parameters:
  ///   - mail: where messages go.
  ///   - webhooks: by the names that workflows call.
  ///   - site: where the pages are reached, so that letters have a link to answer by; nil leaves it out.
  ///   - bell: rung by whoever knows of work.
  ///   - pulse: beats each time it goes round.
  ///   - metrics: what it counts.
  init(
    on store: PostgresStore, mail: MailTransport, webhooks: [String: Webhook], site: String?,
    bell: Doorbell = Doorbell(), pulse: Pulse = Pulse(), metrics: EngineMetrics = EngineMetrics()
  ) {
    let library = Library(reader: FileDefinitionReader())
    let answers = AnswerDesk(store: store, library: library)
    let messages = site.map { AnswerableSender(mail.mailbox, answers, site: $0) as any Sender } ?? mail.mailbox
    let linked = LinkedCaseSender(service: CaseService(store: store, library: library))
    self.init(
      timers: TimerService(store: store, library: library) { reference, step, reason in
        Self.logger.warning(
          "a timer was parked", metadata: ["case": "\(reference)", "step": "\(step)", "reason": "\(reason)"])
      },
      outbox: OutboxService(
        store: store,
        senders: [
          .message: messages, .webhook: WebhookCaller(webhooks, now: { SystemClock.now }), .start: linked,
          .report: linked,
        ],
        metrics: metrics,
        onFailure: { item, error in
          Self.logger.warning(
            "an item was not handed over",
            metadata: [
              "case": "\(CaseReference(of: item.caseID))", "item": "\(item.id)", "kind": "\(item.kind.rawValue)",
              "attempt": "\(item.attempts)",
              "reason": "\(error.description)",
            ])
        }),
      housekeeping: Housekeeping(store: store), logger: Self.logger, bell: bell, pulse: pulse, metrics: metrics)
  }

  static var logger: Logger {
    var logger = Logger(label: "recourse.worker", factory: { JSONLogHandler(label: $0) })
    // Which of many: the number that `recourse nodes` shows, on this machine.
    logger[metadataKey: "process"] = "\(getpid())"
    return logger
  }
}
