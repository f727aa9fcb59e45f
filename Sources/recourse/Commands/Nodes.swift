import Engine
import ArgumentParser
import JSON
import PostgresStore

/// `recourse nodes`: the processes that work on the database.
struct Nodes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the processes that work on the database, and how long each has been silent.",
    discussion: """
      Every process says every ten seconds that it is there. One that has been silent for longer than half a minute was \
      killed or is cut off from the database; others do its work. After a week it is forgotten.

      Example: recourse nodes
      """)

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withStore { store in
      let nodes = try await store.nodes()
      switch format {
      case .json: for seen in nodes { Shell.print(JSONValue.object(Self.json(seen)).serialized()) }
      case .text:
        guard !nodes.isEmpty else { return Shell.complain("No process works on this database.") }
        let rows = nodes.map { seen in
          [
            seen.node.kind, seen.node.host.onOneLine, String(seen.node.process), seen.node.version.onOneLine,
            String(seen.generation), LocalTime.minute(seen.startedAt), "\(seen.silentFor.components.seconds) s",
            seen.isStale ? "stale" : "live",
          ]
        }
        let head = ["KIND", "HOST", "PROCESS", "VERSION", "GENERATION", "STARTED", "SILENT", "STATE"]
        for line in Shell.table([head] + rows) { Shell.print(line) }
      }
    }
  }

  private static func json(_ seen: SeenNode) -> JSONObject {
    [
      "id": .string(seen.node.id.description), "kind": .string(seen.node.kind), "host": .string(seen.node.host),
      "process": .integer(Int64(seen.node.process)), "version": .string(seen.node.version),
      "generation": .integer(Int64(seen.generation)), "started": .string(seen.startedAt.rfc3339),
      "seen": .string(seen.seenAt.rfc3339), "silent_seconds": .integer(seen.silentFor.components.seconds),
      "stale": .bool(seen.isStale),
    ]
  }
}
