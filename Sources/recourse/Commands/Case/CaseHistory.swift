import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse case history`.
struct CaseHistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Shows everything that happened to a case, from the beginning.",
    discussion: "Example: recourse case history 7KQ-4FM-X2PC")

  @Argument(help: "The case's reference.")
  var reference: String

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let entries = try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      return try await store.transaction { try $0.journal(of: id) }
    }
    for entry in entries {
      switch format {
      case .json: Shell.print(JSONValue.object(entry.json).serialized())
      case .text: for line in entry.lines { Shell.print(line) }
      }
    }
  }
}

extension JournalEntry {
  fileprivate var lines: [String] {
    let who = [actor.role, actor.name].compactMap(\.self).joined(separator: ", ")
    var lines = ["\(LocalTime.minute(at))  \(kind.rawValue)  \(name)  \(who)"]
    // What fired within the minute was punctual.
    if let due, due.duration(to: at) >= .seconds(60) { lines[0] += "  (was due \(LocalTime.minute(due)))" }
    for (key, value) in payload where !Self.forReplay.contains(key) { lines.append("    \(key): \(Self.words(value))") }
    if kind == .paused, let reason = input["reason"]?.stringValue {
      lines.append("    reason: \(reason.onOneLine)")
    } else if let data = payload["data"]?.objectValue, !data.isEmpty {
      lines.append("    filled in: \(data.keys.joined(separator: ", "))")
    }
    return lines
  }

  /// Members that people read elsewhere, or that only a replay needs.
  private static let forReplay: Set = ["data", "facts", "started_by", "number", "was"]

  /// A payload's value for people: lists with commas, effects as `notify party (template)`.
  private static func words(_ value: JSONValue) -> String {
    switch value {
    case .array(let items): items.map(words).joined(separator: ", ")
    case .object(let object):
      if let party = object["notify"]?.stringValue, let template = object["template"]?.stringValue {
        "notify \(party) (\(template))"
          + (object["passed_over"]?.arrayValue.map { "; passed over: \($0.map(words).joined(separator: "; "))" } ?? "")
      } else {
        object.map { "\($0.key) \(words($0.value))" }.joined(separator: " ")
      }
    case .string(let text): text
    case .null, .bool, .integer, .number: value.serialized()
    }
  }
}
