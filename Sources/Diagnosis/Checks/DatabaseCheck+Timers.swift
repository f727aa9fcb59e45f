import Postgres

// No case is forgotten: every open one has its alarm, at the right instant, and somebody looks.
extension DatabaseCheck {
  static let missingTimer = DatabaseCheck(
    "missing-timer", .error, "open cases are not in the table of timers, so that nothing ever wakes them",
    remedy: "stop the workers and restore the row: INSERT INTO recourse.timers SELECT coalesce(due_at, 'infinity'), "
      + "case_id FROM recourse.cases for each; then look for who deleted it",
    Statement(
      "doctor-missing-timer",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c LEFT JOIN recourse.timers t ON t.case_id = c.case_id
      WHERE c.closed_at IS NULL AND t.case_id IS NULL ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let wrongTimer = DatabaseCheck(
    "wrong-timer", .error, "open cases would be woken at another instant than they wait for",
    remedy: "stop the workers and set recourse.timers.due_at to the case's due_at ('infinity' where that is null)",
    Statement(
      "doctor-wrong-timer",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c JOIN recourse.timers t ON t.case_id = c.case_id
      WHERE c.closed_at IS NULL AND c.parked IS NULL AND t.due_at <> coalesce(c.due_at, 'infinity')
      ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let timerOfClosedCase = DatabaseCheck(
    "timer-of-closed-case", .error, "there are timers of cases that are closed, or that there are not",
    remedy: "delete these rows of recourse.timers, and look for who wrote them",
    Statement(
      "doctor-timer-of-closed-case",
      """
      SELECT coalesce(c.reference, t.case_id::text), count(*) OVER ()
      FROM recourse.timers t LEFT JOIN recourse.cases c ON c.case_id = t.case_id
      WHERE c.case_id IS NULL OR c.closed_at IS NOT NULL ORDER BY t.case_id LIMIT 5
      """))

  static let nobodysCase = DatabaseCheck(
    "nobodys-case", .error, "open cases have neither a date nor anybody whose move it is: they may wait for ever",
    remedy: "look at each with `recourse case show`, move it on by hand, and mend the workflow: `recourse check`",
    Statement(
      "doctor-nobodys-case",
      """
      SELECT reference, count(*) OVER () FROM recourse.cases
      WHERE closed_at IS NULL AND due_at IS NULL AND owner IS NULL ORDER BY opened_at, case_id LIMIT 5
      """))

  static let lateTimer = DatabaseCheck(
    "late-timer", .warning, "timers fell due more than a minute ago and have not fired",
    remedy: "see that a worker runs (`recourse nodes`, `recourse work`) and what its log says",
    Statement(
      "doctor-late-timer",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.timers t JOIN recourse.cases c ON c.case_id = t.case_id
      WHERE c.parked IS NULL AND t.due_at < (SELECT recourse.now()) - interval '1 minute' ORDER BY t.due_at LIMIT 5
      """))

  static let parkedTimer = DatabaseCheck(
    "parked-case", .warning, "a timer of these cases could not be carried out, and a person has to look",
    remedy: "read the reason with `recourse case history`, mend it, and try again",
    Statement(
      "doctor-parked-case",
      """
      SELECT reference, count(*) OVER () FROM recourse.cases
      WHERE parked IS NOT NULL AND closed_at IS NULL ORDER BY opened_at, case_id LIMIT 5
      """))
}
