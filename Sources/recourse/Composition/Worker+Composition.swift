import Casework
import Engine
import Logging
import PostgresStore

extension Worker {
  /// A worker on a store, with every sender that this program has.
  ///
  /// - Parameters:
  ///   - mail: where messages go.
  ///   - bell: rung by whoever knows of work.
  init(on store: PostgresStore, mail: MailTransport, bell: Doorbell = Doorbell()) {
    let library = Library(reader: FileDefinitionReader())
    self.init(
      timers: TimerService(store: store, library: library) { reference, reason in
        Self.logger.warning("a timer was parked", metadata: ["case": "\(reference)", "reason": "\(reason)"])
      },
      outbox: OutboxService(store: store, senders: [.message: mail.mailbox]) { item, error in
        Self.logger.warning(
          "a message was not handed over",
          metadata: [
            "case": "\(CaseReference(of: item.caseID))", "item": "\(item.id)", "attempt": "\(item.attempts)",
            "reason": "\(error.description)",
          ])
      },
      logger: Self.logger, bell: bell)
  }

  private static var logger: Logger { Logger(label: "recourse.worker", factory: { JSONLogHandler(label: $0) }) }
}
