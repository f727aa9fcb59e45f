import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore
import Registers
import WorkflowFiles

/// `recourse contacts import`.
struct ContactsImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes in contacts from a CSV file; those of the organisations in it are replaced.",
    discussion: """
      Shows what changes, organisation by organisation. What the file has no column for (contract, absence, deputy) \
      stays as it is.

      Example: recourse contacts import Workflows/supply-chain-concern/examples/contacts.csv --dry-run
      """)

  @Argument(
    help: """
      Columns: organisation, role, name, email, telephone, valid_from, valid_to; and id, contract, away_from, away_to, \
      deputy where the file speaks of them.
      """)
  var file: String

  @Flag(help: "Shows what would change, and changes nothing.")
  var dryRun = false

  @Flag(help: "Names each contact that changes; without it there are counts and lines of the file.")
  var reveal = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let parsed = try RegisterReading.contactsFile(in: file)
    let (path, rehearsing) = (file, dryRun)
    let changes = try await database.withStore { store in
      try await store.transaction(rehearsing: rehearsing) { transaction in
        let diagnostics = Diagnostics()
        parsed.check(
          against: KnownReferences(
            roles: try Library(reader: FileDefinitionReader()).roles(transaction),
            organisations: try transaction.organisations(),
            contracts: try transaction.contracts(), addresses: Set(try transaction.contacts().map(\.address))),
          diagnostics)
        try RegisterReading.report(diagnostics, of: path)
        return try transaction.importContacts(parsed.contacts, scope: ContactImport.Scope(columns: parsed.present))
      }
    }
    switch format {
    case .json: show(json: changes, parsed)
    case .text: show(changes, parsed)
    }
  }

  private func show(_ changes: [ContactChange], _ parsed: ContactsFile) {
    for (organisation, changes) in grouped(changes) where changes.contains(where: { $0.kind != .unchanged }) {
      Shell.print("\(organisation): \(changes.importCount.words)")
      for change in changes where change.kind != .unchanged {
        var line = "  \(change.kind.rawValue)"
        if let position = change.position { line += " (line \(parsed.rows[position].place.line))" }
        line += " \(change.contact.role)"
        if reveal { line += ", \(change.contact.name.onOneLine)" }
        if !change.columns.isEmpty { line += ": \(change.columns.joined(separator: ", "))" }
        Shell.print(line)
      }
    }
    Shell.print("contacts: \(changes.importCount.words)\(dryRun ? "; a dry run, nothing was changed" : "")")
  }

  private func show(json changes: [ContactChange], _ parsed: ContactsFile) {
    for change in changes where change.kind != .unchanged {
      var object: JSONObject = [
        "change": .string(change.kind.rawValue), "organisation": .string(change.contact.organisation),
        "role": .string(change.contact.role), "id": change.contact.id.map { .string($0.description) } ?? .null,
        "line": change.position.map { .integer(Int64(parsed.rows[$0].place.line)) } ?? .null,
        "columns": .array(change.columns.map(JSONValue.string)),
      ]
      if reveal { object["contact"] = .object(change.contact.json) }
      Shell.print(JSONValue.object(object).serialized())
    }
    var summary = changes.importCount.json
    summary["dry_run"] = .bool(dryRun)
    Shell.print(JSONValue.object(summary).serialized())
  }

  /// In the order in which organisations first occur.
  private func grouped(_ changes: [ContactChange]) -> [(String, [ContactChange])] {
    var order: [String] = []
    var groups: [String: [ContactChange]] = [:]
    for change in changes {
      let key = Directory.key(change.contact.organisation)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(change)
    }
    return order.map { key in (groups[key]?.first?.contact.organisation ?? key, groups[key] ?? []) }
  }
}
