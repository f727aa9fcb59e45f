import Postgres

// What was promised to be sent is sent.
extension DatabaseCheck {
  static let deadLetter = DatabaseCheck(
    "dead-letter", .warning, "messages could not be sent after many attempts, and were left to people",
    remedy: "read why with `recourse case history`, mend the address or the mail server, and tell the person otherwise",
    Statement(
      "doctor-dead-letter",
      """
      SELECT coalesce(c.reference, d.case_id::text), count(*) OVER ()
      FROM recourse.deliveries d LEFT JOIN recourse.cases c ON c.case_id = d.case_id
      WHERE d.given_up_at IS NOT NULL AND d.sent_at IS NULL ORDER BY d.given_up_at LIMIT 5
      """))

  static let waitingMessage = DatabaseCheck(
    "waiting-message", .warning, "messages could have been sent more than ten minutes ago and still wait",
    remedy: "see that a worker runs (`recourse nodes`, `recourse work`) and that the mail server answers",
    Statement(
      "doctor-waiting-message",
      """
      SELECT coalesce(c.reference, q.case_id::text), count(*) OVER ()
      FROM recourse.outbox q LEFT JOIN recourse.cases c ON c.case_id = q.case_id
      WHERE q.available_at < (SELECT recourse.now()) - interval '10 minutes' ORDER BY q.available_at LIMIT 5
      """))

  static let waitingAnnouncement = DatabaseCheck(
    "waiting-announcement", .warning, "webhooks could have been told something more than an hour ago and were not",
    remedy:
      "see what `recourse webhooks list` says of them, and that a worker runs; who receives may have to mend theirs",
    Statement(
      "doctor-waiting-announcement",
      """
      SELECT min(s.name), count(*) OVER ()
      FROM recourse.subscriptions s JOIN recourse.announcements a ON a.subscription_id = s.subscription_id
      WHERE s.ended_at IS NULL AND a.due_at IS NOT NULL
        AND a.at < (SELECT recourse.now()) - interval '1 hour'
      GROUP BY s.subscription_id ORDER BY min(a.at) LIMIT 5
      """))

  static let endedWebhook = DatabaseCheck(
    "ended-webhook", .warning, "webhooks were ended, as calls had failed for days, and nobody has taken them up again",
    remedy: "ask whoever receives, then `recourse webhooks retry`; or end it for good with `recourse webhooks end`",
    Statement(
      "doctor-ended-webhook",
      """
      SELECT name, count(*) OVER () FROM recourse.subscriptions
      WHERE ended_at IS NOT NULL AND failing_since IS NOT NULL ORDER BY ended_at LIMIT 5
      """))
}
