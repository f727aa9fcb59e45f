import Postgres

// What happened to a case is written down, once and whole.
extension DatabaseCheck {
  static let journalGap = DatabaseCheck(
    "journal-gap", .error, "entries are missing from the history of these cases",
    remedy: "restore them from a backup, and find out who could delete from recourse.journal",
    Statement(
      "doctor-journal-gap",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c
      LEFT JOIN (SELECT case_id, count(*) AS entries, max(revision) AS newest FROM recourse.journal GROUP BY case_id) j
        ON j.case_id = c.case_id
      WHERE coalesce(j.newest, 0) <= c.revision AND coalesce(j.entries, 0) <> c.revision
      ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let journalAhead = DatabaseCheck(
    "journal-ahead", .error, "the history tells of steps that the case itself knows nothing of",
    remedy: "the row of the case was put back or the entries were made up: compare with a backup",
    Statement(
      "doctor-journal-ahead",
      """
      SELECT coalesce(c.reference, j.case_id::text), count(*) OVER ()
      FROM (SELECT case_id, max(revision) AS newest FROM recourse.journal GROUP BY case_id) j
      LEFT JOIN recourse.cases c ON c.case_id = j.case_id
      WHERE c.case_id IS NULL OR j.newest > c.revision ORDER BY j.case_id LIMIT 5
      """))

  static let headOfChain = DatabaseCheck(
    "head-of-chain", .error, "the newest entry of the history is not the one that the case was left with",
    remedy: "the history was changed: compare with a backup, and find out who could write to recourse.journal",
    Statement(
      "doctor-head-of-chain",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c
      JOIN recourse.journal j ON j.case_id = c.case_id AND j.revision = c.revision
      WHERE c.head IS DISTINCT FROM j.hash ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let unknownVersion = DatabaseCheck(
    "unknown-version", .error, "the version of the workflow that these cases keep is not there",
    remedy: "restore recourse.workflow_versions from a backup; a case can't move without its version",
    Statement(
      "doctor-unknown-version",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c
      LEFT JOIN recourse.workflow_versions v ON v.digest = c.version AND v.workflow = c.workflow
      WHERE v.digest IS NULL ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let strayedVersion = DatabaseCheck(
    "strayed-version", .error, "these cases go by another version of their workflow than their history says",
    remedy: "restore the rows from a backup, and find out who writes to recourse.cases besides Recourse",
    Statement(
      "doctor-strayed-version",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c
      JOIN (SELECT DISTINCT ON (case_id) case_id, payload ->> 'to' AS version FROM recourse.journal
        WHERE kind = 'migrated' ORDER BY case_id, revision DESC) m ON m.case_id = c.case_id
      WHERE m.version <> c.version ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let lostVersion = DatabaseCheck(
    "lost-version", .warning, "a version by which these cases went before they were migrated is not there",
    remedy:
      "restore recourse.workflow_versions from a backup; until then the cases can't go back, or be shown as they stood",
    Statement(
      "doctor-lost-version",
      """
      SELECT c.reference, count(*) OVER () FROM recourse.cases c
      WHERE EXISTS (SELECT FROM recourse.journal j
        LEFT JOIN recourse.workflow_versions v ON v.digest = j.payload ->> 'from'
        WHERE j.case_id = c.case_id AND j.kind = 'migrated' AND j.payload IS NOT NULL AND v.digest IS NULL)
      ORDER BY c.opened_at, c.case_id LIMIT 5
      """))

  static let untoldDirectory = DatabaseCheck(
    "untold-directory", .warning,
    "the newest change of the directory was not kept, so what follows can't be shown as of a day",
    remedy:
      "a program older than this database's schema has imported: replace it; the next import notes all that is there",
    Statement(
      "doctor-untold-directory",
      """
      SELECT 'directory ' || r.directory, count(*) OVER () FROM recourse.reference_revisions r
      WHERE r.directory > (SELECT coalesce(max(revision), 0) FROM recourse.directory_changes)
      """))
}
