import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse outbox list`.
struct OutboxList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what was given up to people, the last first, or what waits.",
    discussion: """
      Whom a message is for and what it is about are only shown with --reveal, which is for the scheme's own staff: \
      whoever reads the screen then learns who has complained of whom.

      Example: recourse outbox list --dead
      """)

  @Flag(help: "What was given up to people; this is the default.")
  var dead = false

  @Flag(help: "What waits, the next first.")
  var waiting = false

  @Flag(help: "Shows whom messages are for, and their subjects.")
  var reveal = false

  @Option(name: .customLong("as"), help: "The account of whoever looks: --reveal asks for it where there are accounts.")
  var user: String?

  @Option(help: "At most so many (1 to 1000).")
  var limit = 100

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard !(dead && waiting) else { throw ValidationError("--dead or --waiting, not both") }
    guard (1...EngineLimits.listedCases).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to \(EngineLimits.listedCases)")
    }
  }

  func run() async throws {
    let (waiting, limit, reveal, user) = (waiting, limit, reveal, user)
    let items = try await database.withStore { store in
      try await store.transaction { transaction in
        if let user {
          _ = try Accounts.active(user, in: transaction)
        } else if reveal, try !transaction.users().isEmpty {
          throw Answer.no("recourse: say who looks with --as; whom messages are for is shown to staff alone")
        }
        return try waiting ? transaction.waitingItems(limit: limit) : transaction.deadLetters(limit: limit)
      }
    }
    switch format {
    case .json: for item in items { Shell.print(JSONValue.object(json(of: item)).serialized()) }
    case .text:
      guard !items.isEmpty else { return Shell.complain(waiting ? "Nothing waits." : "Nothing was given up.") }
      let head =
        ["ITEM", "CASE", "KIND", "ATTEMPTS", waiting ? "NEXT" : "GIVEN UP"] + (reveal ? ["TO", "SUBJECT"] : [])
      for line in Shell.table([head + ["WHY"]] + items.map(row)) { Shell.print(line) }
    }
  }

  private func row(of item: OutboxItem) -> [String] {
    var row = [
      item.id.description, CaseReference(of: item.caseID).description, item.kind.rawValue, "\(item.attempts)",
      (waiting ? item.availableAt : item.givenUpAt).map(LocalTime.minute) ?? "",
    ]
    if reveal {
      let content = content(of: item)
      row += [content["to"]?.stringValue ?? "", content["subject"]?.stringValue?.onOneLine ?? ""]
    }
    return row + [item.failure ?? ""]
  }

  private func json(of item: OutboxItem) -> JSONObject {
    var json: JSONObject = [
      "item": .string(item.id.description), "case": .string(CaseReference(of: item.caseID).description),
      "kind": .string(item.kind.rawValue), "attempts": .integer(Int64(item.attempts)),
      "written_at": .string(item.writtenAt.rfc3339),
      "next_at": item.availableAt.map { .string($0.rfc3339) } ?? .null,
      "given_up_at": item.givenUpAt.map { .string($0.rfc3339) } ?? .null,
      "failure": item.failure.map(JSONValue.string) ?? .null,
    ]
    if reveal {
      let content = content(of: item)
      json["to"] = content["to"] ?? .null
      json["subject"] = content["subject"] ?? .null
    }
    return json
  }

  private func content(of item: OutboxItem) -> JSONObject {
    (try? JSONValue(parsing: item.payload))?.objectValue ?? JSONObject()
  }
}
