import Postgres

// How the server is set up.
extension DatabaseCheck {
  static let encoding = DatabaseCheck(
    "encoding", .error, "the database does not keep its text as UTF-8, so that names may be refused or spoilt",
    remedy: "make a database with ENCODING 'UTF8' and restore a backup into it",
    Statement(
      "doctor-encoding",
      "SELECT current_setting('server_encoding'), 1 WHERE current_setting('server_encoding') <> 'UTF8'"))

  static let timeZones = DatabaseCheck(
    "time-zones", .error, "the server does not know the time zone Europe/London, by which schemes count",
    remedy: "install the operating system's time zone data (tzdata) and start the server again",
    Statement(
      "doctor-time-zones",
      """
      SELECT 'Europe/London', 1 WHERE NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = 'Europe/London')
      """))

  static let durability = DatabaseCheck(
    "durability", .error, "a crash of the server may lose steps that people were told had happened",
    remedy: "set fsync, full_page_writes and synchronous_commit to on for this server",
    Statement(
      "doctor-durability",
      """
      SELECT name || ' = ' || setting, count(*) OVER () FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'
        OR name = 'synchronous_commit' AND setting IN ('off', 'false', 'no', '0')
      ORDER BY name
      """))

  static let serverVersion = DatabaseCheck(
    "server-version", .warning,
    "this version of PostgreSQL is none that Recourse is known to work with, 14 to 18",
    remedy: "use one of PostgreSQL 14 to 18",
    Statement(
      "doctor-server-version",
      """
      SELECT current_setting('server_version'), 1
      WHERE current_setting('server_version_num')::int / 10000 NOT BETWEEN 14 AND 18
      """))

  static let movedClock = DatabaseCheck(
    "movable-clock", .warning, "the clock of this database may be moved: it was made for demonstrations or tests",
    remedy: "for a real scheme make a database with `recourse db migrate`, without --movable-clock",
    Statement("doctor-movable-clock", "SELECT 'moved by ' || moved_by, 1 FROM recourse.clock WHERE may_move"))
}
