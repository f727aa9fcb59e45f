import Postgres

// Somebody can be reached, and somebody works.
extension DatabaseCheck {
  static let invalidAddress = DatabaseCheck(
    "invalid-address", .warning, "contacts have an address that no mail can reach",
    remedy: "correct it in the list of contacts and import that again: `recourse contacts import`",
    Statement(
      "doctor-invalid-address",
      """
      SELECT organisation || ', ' || role, count(*) OVER () FROM recourse.contacts
      WHERE email !~ '^[^[:space:]@<>"]+@[^[:space:]@<>".]+([.][^[:space:]@<>".]+)+$'
      ORDER BY organisation, position LIMIT 5
      """))

  static let expiredContacts = DatabaseCheck(
    "expired-contacts", .warning, "organisations have a role in which nobody is registered any more",
    remedy: "find out who has the post now, and import the list of contacts again",
    Statement(
      "doctor-expired-contacts",
      """
      SELECT organisation || ', ' || role, count(*) OVER () FROM recourse.contacts
      GROUP BY organisation, role
      HAVING max(coalesce(valid_to, 'infinity'::date)) < ((SELECT recourse.now()) AT TIME ZONE 'Europe/London')::date
      ORDER BY organisation, role LIMIT 5
      """))

  static let silentNode = DatabaseCheck(
    "silent-process", .note, "processes have gone silent without taking leave: they were killed, or are cut off",
    remedy: "start them again where they are missed; their work goes on in the others meanwhile",
    Statement(
      "doctor-silent-process",
      """
      SELECT kind || ' on ' || host, count(*) OVER () FROM recourse.nodes
      WHERE seen_at < (SELECT recourse.now()) - interval '35 seconds' ORDER BY seen_at LIMIT 5
      """))

  /// As `UnusualReader` has it. Contacts are counted without their addresses.
  static let unusualReader = DatabaseCheck(
    "unusual-reader", .note, "somebody was shown who raised far more cases within a day than on other days",
    remedy: "ask them what for; the log of readings is on the page Accounts, for the head of the case team",
    Statement(
      "doctor-unusual-reader",
      """
      WITH today AS (
        SELECT reader, count(DISTINCT case_id) AS cases FROM recourse.identity_reads
        WHERE at > (SELECT recourse.now()) - interval '1 day' GROUP BY reader HAVING count(DISTINCT case_id) >= 200)
      SELECT CASE WHEN reader LIKE '%@%' THEN 'a contact' ELSE reader END || ': ' || cases, count(*) OVER ()
      FROM today WHERE cases > 3 * coalesce((
        SELECT avg(day.cases) FROM (
          SELECT count(DISTINCT case_id) AS cases FROM recourse.identity_reads r
          WHERE r.reader = today.reader AND r.at <= (SELECT recourse.now()) - interval '1 day'
            AND r.at > (SELECT recourse.now()) - interval '29 days'
          GROUP BY floor(extract(epoch FROM (SELECT recourse.now()) - r.at) / 86400)) AS day), 0)
      ORDER BY cases DESC, reader COLLATE "C" LIMIT 5
      """))
}
