import Delivery
import Engine
import Logging
import PostgresStore

extension Worker {
  /// A worker on a store, with every sender that this program has.
  ///
  /// - Parameter mail: the folder that messages are written to.
  init(on store: PostgresStore, mail: String) {
    let library = Library(reader: FileDefinitionReader())
    self.init(
      timers: TimerService(store: store, library: library),
      outbox: Self.outbox(on: store, mail: mail),
      logger: Logger(label: "recourse.worker", factory: { JSONLogHandler(label: $0) }))
  }

  /// What hands over the outbox.
  static func outbox(on store: PostgresStore, mail: String) -> OutboxService {
    OutboxService(store: store, senders: [.message: FileMailbox(folder: mail)])
  }
}
