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
  ///   - subscriptions: where those who subscribed may be called.
  ///   - site: where the pages are reached, so that letters have a link to answer by; nil leaves it out.
  ///   - bell: rung by whoever knows of work.
  ///   - pulse: beats each time it goes round.
  ///   - metrics: what it counts.
  init(
    on store: PostgresStore, mail: MailTransport, webhooks: [String: Webhook],
    subscriptions: SubscriptionRules = SubscriptionRules(), site: String?, bell: Doorbell = Doorbell(),
    pulse: Pulse = Pulse(), metrics: EngineMetrics = EngineMetrics()
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
      announcements: Self.announcements(on: store, subscriptions, mail: mail, site: site),
      housekeeping: Housekeeping(store: store, library: library), logger: Self.logger, bell: bell, pulse: pulse,
      metrics: metrics)
  }

  private static func announcements(
    on store: PostgresStore, _ rules: SubscriptionRules, mail: MailTransport, site: String?
  ) -> AnnouncementService {
    let letters = mail.letterBox
    return AnnouncementService(
      store: store, carrier: SubscriptionCaller(rules, site: site, now: { SystemClock.now }),
      onFailure: { announcement, error in
        logger.warning(
          "a subscription was not told",
          metadata: [
            "subscription": "\(announcement.id.subscription)", "attempt": "\(announcement.attempts)",
            "reason": "\(error.description)",
          ])
      },
      onEnd: { subscription in
        logger.error("a subscription was ended", metadata: ["subscription": "\(subscription.id)"])
        await tell(of: subscription, on: store, letters, site: site)
      })
  }

  /// Writes to those who look after the system. What can't be written stands on their pages all the same.
  private static func tell(
    of subscription: Subscription, on store: PostgresStore, _ letters: any LetterBox, site: String?
  ) async {
    let people = (try? await store.transaction { try $0.users() }) ?? []
    var generator = SystemRandomNumberGenerator()
    for person in people where person.disabledAt == nil && person.roles.contains("ops") {
      let now = SystemClock.now
      try? await letters.send(
        to: person.email, subject: "The webhook \(subscription.name.onOneLine) was ended",
        text: """
          Nothing that happens to cases is told to the webhook "\(subscription.name.onOneLine)" any more: no call got \
          through for three days.

          Once its receiver is back, take it into use again: what was given up of the last month is then sent.

          \(site.map { "\($0)/ops/webhooks" } ?? "recourse webhooks list")
          """, as: UniqueID(at: now, random: (generator.next(), generator.next())), at: now)
    }
  }

  static var logger: Logger {
    var logger = Logger(label: "recourse.worker", factory: { JSONLogHandler(label: $0) })
    // Which of many: the number that `recourse nodes` shows, on this machine.
    logger[metadataKey: "process"] = "\(getpid())"
    return logger
  }
}
