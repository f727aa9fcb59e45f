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
}
