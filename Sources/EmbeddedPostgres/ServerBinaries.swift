internal import FoundationEssentials
internal import Glibc

/// The server programs of one PostgreSQL version.
struct ServerBinaries: Sendable, Hashable {
  static let supportedVersions = 14...18
  static var versionRange: String { "PostgreSQL \(supportedVersions.lowerBound) to \(supportedVersions.upperBound)" }

  let directory: String
  let version: Int

  var postgres: String { directory + "/postgres" }
  var initdb: String { directory + "/initdb" }

  /// The programs for a cluster: of the version that made it, or the newest where there is none yet.
  static func find(
    explicit: String?, clusterVersion: Int?, dataDirectory: String
  ) throws(EmbeddedPostgresError) -> ServerBinaries {
    let directories = explicit.map { [$0] } ?? candidates()
    let found = directories.compactMap(ServerBinaries.init(at:))
    guard !found.isEmpty else { throw .noBinaries(searched: explicit.map { [$0] } ?? ["PATH"] + versionedParents) }
    if let clusterVersion {
      guard let match = found.first(where: { $0.version == clusterVersion }) else {
        throw .versionMismatch(
          cluster: clusterVersion, found: Set(found.map(\.version)).sorted(), directory: dataDirectory)
      }
      return match
    }
    let supported = found.filter { supportedVersions.contains($0.version) }
    guard let newest = supported.max(by: { $0.version < $1.version }) else {
      throw .unsupportedVersion(found: found[0].version, directory: found[0].directory)
    }
    return newest
  }

  private init?(at directory: String) {
    guard access(directory + "/postgres", X_OK) == 0, access(directory + "/initdb", X_OK) == 0,
      let output = try? ChildProcess.run([directory + "/postgres", "--version"]), output.status.isSuccess,
      // "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", "17beta1" for one that is not finished.
      let number = output.text.split(separator: " ").first(where: { $0.first?.isNumber ?? false }),
      let version = Int(number.prefix(while: \.isNumber))
    else { return nil }
    self.directory = directory
    self.version = version
  }

  /// Has the write-ahead log keep a page's first image after a checkpoint far smaller, at hardly any time.
  static let pageCompression = "wal_compression=lz4"

  /// Whether these programs were built with it: asked of themselves, as they refuse to start with what they don't know.
  ///
  /// - Parameter cluster: a cluster's directory, which the question needs and does not touch.
  func compressesPages(of cluster: String) -> Bool {
    let question = [postgres, "-C", "wal_compression", "-c", Self.pageCompression, "-D", cluster]
    return (try? ChildProcess.run(question))?.status.isSuccess ?? false
  }

  /// Debian keeps versions side by side under the first, Red Hat's own packages (PGDG) under the second.
  private static let versionedParents = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin"]

  private static func candidates() -> [String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let names = { (parent: String) in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] }
    return path.split(separator: ":").map(String.init)
      + names("/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
      + names("/usr").filter { $0.hasPrefix("pgsql-") }.map { "/usr/\($0)/bin" } + ["/usr/local/pgsql/bin"]
  }
}
