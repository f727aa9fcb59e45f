/// Why the private cluster is not there, and what to do about it.
package enum EmbeddedPostgresError: Error, Sendable, Hashable, CustomStringConvertible {
  case noBinaries(searched: [String])
  case unsupportedVersion(found: Int, directory: String)
  case versionMismatch(cluster: Int, found: [Int], directory: String)
  case noAccount(name: String)
  case inUse(directory: String, process: Int32?)
  case notRunning(directory: String)
  case notReady(directory: String)
  case unusableDirectory(String, reason: String)
  case strangeServer(process: Int32, directory: String)
  case creationFailed(directory: String, output: String)
  case startFailed(directory: String, log: String)
  case startTimedOut(directory: String, limit: Duration)
  case system(call: String, reason: String)

  package var description: String {
    switch self {
    case .noBinaries(let searched):
      """
      PostgreSQL's server programs were not found (looked in \(searched.joined(separator: ", "))). Install them \
      (Debian, Ubuntu: apt install postgresql), say where they are, or name a database with --database.
      """
    case .unsupportedVersion(let found, let directory):
      "PostgreSQL \(found) in \(directory) is not supported: install one of \(ServerBinaries.versionRange)."
    case .versionMismatch(let cluster, let found, let directory):
      """
      The cluster in \(directory) was made by PostgreSQL \(cluster), but only \(Self.list(found)) is installed. \
      Install that version again (apt install postgresql-\(cluster)); or, to move on, dump it with that version \
      (pg_dump), rename the directory, start afresh and restore the dump.
      """
    case .noAccount(let name):
      """
      PostgreSQL does not run as root, and there is no user "\(name)" to run it as. Install it (apt install \
      postgresql makes the user), or start as another user.
      """
    case .inUse(let directory, let process):
      """
      The data directory \(directory) is in use by \(process.map { "process \($0)" } ?? "another process"). Stop that \
      one first, or let this one attach to it.
      """
    case .notRunning(let directory): "No database runs in \(directory): start it first."
    case .notReady(let directory): "The database in \(directory) is not ready yet: try again in a moment."
    case .unusableDirectory(let directory, let reason): "The data directory \(directory) cannot be used: \(reason)."
    case .strangeServer(let process, let directory):
      "Process \(process) serves the cluster in \(directory), and not for us. Stop it first (kill -INT \(process))."
    case .creationFailed(let directory, let output):
      "The cluster in \(directory) could not be made, and nothing is left of the attempt: \(output)"
    case .startFailed(let directory, let log): "PostgreSQL did not start in \(directory): \(log)"
    case .startTimedOut(let directory, let limit):
      "PostgreSQL was not ready in \(directory) after \(limit); its log is server.log there."
    case .system(let call, let reason): "\(call) failed: \(reason)"
    }
  }

  private static func list(_ versions: [Int]) -> String {
    versions.isEmpty ? "none of them" : versions.map { "PostgreSQL \($0)" }.joined(separator: ", ")
  }
}
