import Foundation

/// What pg_dump says of a database's schema, less what differs from one release of PostgreSQL to the next.
struct SchemaDump {
  let text: String

  private static let heading = """
    -- The schema as the migrations make it, for reading. Generated: a test compares it with a fresh database and says
    -- where it has put the new text. To change the schema add a file to migrations/.


    """

  init(_ connectionString: String) throws {
    let dump = Process()
    dump.executableURL = try Self.program()
    dump.arguments = [
      "--schema-only", "--schema=recourse", "--no-owner", "--no-privileges", "--dbname=\(connectionString)",
    ]
    let output = Pipe()
    dump.standardOutput = output
    try dump.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    dump.waitUntilExit()
    var lines: [Substring] = []
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      let isNoise =
        line.hasPrefix("--") || line.hasPrefix("SET ") || line.hasPrefix("\\")
        || line.hasPrefix("SELECT pg_catalog.set_config")
      if !isNoise, !(line.isEmpty && lines.last?.isEmpty ?? true) { lines.append(line) }
    }
    text = Self.heading + lines.joined(separator: "\n")
  }

  /// The newest pg_dump: an older one refuses to read a newer server.
  private static func program() throws -> URL {
    let releases = URL(filePath: "/usr/lib/postgresql")
    let found = ((try? FileManager.default.contentsOfDirectory(atPath: releases.path)) ?? []).compactMap(Int.init).max()
    return found.map { releases.appending(path: "\($0)/bin/pg_dump") } ?? URL(filePath: "/usr/bin/pg_dump")
  }
}
