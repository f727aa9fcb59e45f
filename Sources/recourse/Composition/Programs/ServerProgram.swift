import Foundation
import Postgres

/// One of PostgreSQL's own programs, such as pg_dump.
struct ServerProgram {
  let path: String

  /// The newest that is installed: an older one refuses to read a newer server.
  ///
  /// - Throws: `Answer` where there is none.
  init(_ name: String) throws {
    let releases = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: releases)) ?? []).compactMap(Int.init)
    let places =
      versions.sorted(by: >).map { "\(releases)/\($0)/bin" }
      + (Environment["PATH"] ?? "").split(separator: ":").map(String.init)
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }) else {
      throw Answer.no("\(name) was not found; install PostgreSQL's client programs of your server's release")
    }
    path = "\(place)/\(name)"
  }

  /// Runs it on a database and waits for its end.
  ///
  /// - Throws: `Answer` with what it complained of, which names objects and never holds rows.
  func run(_ arguments: [String], on settings: ConnectionSettings) async throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let ours = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
    process.environment = try ours.merging(settings.environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let complaint = Pipe()
    process.standardError = complaint
    let (ends, continuation) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      continuation.yield(process.terminationStatus)
      continuation.finish()
    }
    try process.run()
    let text = try await Task.detached { try complaint.fileHandleForReading.readToEnd() }.value
    for await status in ends where status != 0 {
      let first = String(decoding: text ?? Data(), as: UTF8.self).split(separator: "\n").first.map(String.init)
      throw Answer.no("\(URL(filePath: path).lastPathComponent): \(first ?? "ended with status \(status)")")
    }
  }
}
