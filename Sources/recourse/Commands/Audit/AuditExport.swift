import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse audit export`.
struct AuditExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the journal as JSON lines that anybody can verify; see AUDIT.md.",
    discussion: """
      It holds personal data: keep it as you keep the database.

      Example: recourse audit export > journal.jsonl
      """)

  @Option(name: .customLong("case"), help: "Only this case, by its reference; may be given several times.")
  var references: [String] = []

  @Option(help: "Only cases to which something has happened since this instant, from their beginning.")
  var since: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let since = try since.map { text in
      guard let instant = Instant(rfc3339: text) else {
        throw ValidationError("--since takes an instant such as 2026-01-05T09:00:00Z")
      }
      return instant
    }
    try await database.withStore { store in
      var ids: [CaseID] = []
      for reference in references { ids.append(try await CaseLookup.find(reference, in: store)) }
      try await AuditService(store: store).export(only: references.isEmpty ? nil : ids, since: since) { line in
        Shell.print(JSONValue.object(line.json).serialized())
      }
    }
  }
}

/// `recourse audit heads`.
struct AuditHeads: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heads", abstract: "Writes the newest hash of each case, and one digest over all of them.",
    discussion: """
      Keep it where nobody who can write to the database can write, or publish its last line: later it proves that \
      nothing was taken away or written anew. It holds no personal data.

      Example: recourse audit heads > heads.jsonl
      """)

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withStore { store in
      try await AuditService(store: store).exportHeads { Shell.print(JSONValue.object($0.json).serialized()) }
    }
  }
}
