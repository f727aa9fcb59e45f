import ArgumentParser
import Foundation
import Postgres

/// `recourse db backup`.
struct DbBackup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Writes everything into one file, as it is at one moment, while work goes on.",
    discussion: """
      The file is PostgreSQL's own custom format and holds confidential data: only you can read it, so keep it that way.

      Example: recourse db backup /var/backups/recourse-2026-03-02.dump
      """)

  @Argument(help: "The file, which must not be there yet.")
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let dump = try ServerProgram("pg_dump")
    let unfinished = file + ".unfinished"
    guard !FileManager.default.fileExists(atPath: file) else {
      throw Answer.no("\(file) is there already; choose another name")
    }
    try await database.withDatabase { _, settings in
      // Made first, so that nobody else can read it at any time.
      guard FileManager.default.createFile(atPath: unfinished, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw Answer.no("\(unfinished) can't be written") }
      do {
        try await dump.run(
          ["--format=custom", "--schema=recourse", "--no-owner", "--no-privileges", "--file=\(unfinished)"],
          on: settings)
        try FileManager.default.moveItem(atPath: unfinished, toPath: file)
      } catch {
        try? FileManager.default.removeItem(atPath: unfinished)
        throw error
      }
    }
    Shell.print(file)
  }
}
