/// Where the database is and how long to wait for it.
///
/// Printing it shows neither the password nor anything else of the string.
package struct ConnectionSettings: Sendable, CustomStringConvertible, CustomReflectable {
  /// libpq's own: `postgresql://…` or `host=… dbname=…`, with as many hosts as there are.
  package var connectionString: String
  /// What `pg_stat_activity` calls the program, unless the string says otherwise.
  package var applicationName: String
  /// How long each host of the string may take to answer: the string's `connect_timeout`, or five seconds.
  package var connectTimeout: Duration
  /// How long the server may work on one statement; nil leaves the server's own limit.
  package var statementTimeout: Duration?
  /// Whether statements are parsed once a connection. Faster, but not for a proxy that hands a server connection to
  /// another client after each transaction (pgbouncer's transaction mode): leave it off there.
  package var preparesStatements: Bool

  package init(
    _ connectionString: String, applicationName: String = "recourse", connectTimeout: Duration? = nil,
    statementTimeout: Duration? = .seconds(30), preparesStatements: Bool = false
  ) {
    self.connectionString = connectionString
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout ?? ConnectionTargets.timeout(of: connectionString) ?? .seconds(5)
    self.statementTimeout = statementTimeout
    self.preparesStatements = preparesStatements
  }

  package var description: String { "a PostgreSQL connection" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
