import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore
import Registers

/// `recourse contacts`: who answers for which organisation.
struct Contacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Looks after the directory of contacts.", subcommands: [Import.self, List.self])

  /// `recourse contacts import`.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes in contacts from a CSV file; those of the organisations in it are replaced.",
      discussion: "Example: recourse contacts import Workflows/supply-chain-concern/examples/contacts.csv")

    @Argument(help: "Columns: organisation, role, name, email, telephone, valid_from, valid_to.")
    var file: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let contacts = try RegisterReading.contacts(in: file)
      try await database.withStore { store in
        let count = try await store.transaction { try $0.importContacts(contacts).importCount }
        Shell.print("contacts: \(count.words)")
      }
    }
  }

  /// `recourse contacts list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the contacts.", discussion: "Example: recourse contacts list --organisation cabinet-office")

    @Option(help: "Only those of one organisation.")
    var organisation: String?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let wanted = organisation.map(Directory.key)
      let contacts = try await database.withStore { store in
        try await store.transaction { try $0.contacts() }
      }.filter { contact in wanted.map { Directory.key(contact.organisation) == $0 } ?? true }
      switch format {
      case .json:
        for contact in contacts { Shell.print(JSONValue.object(contact.json).serialized()) }
      case .text:
        let rows = contacts.map { [$0.organisation, $0.role, $0.name, $0.email] }
        for line in Shell.table([["ORGANISATION", "ROLE", "NAME", "EMAIL"]] + rows) { Shell.print(line) }
      }
    }
  }
}

extension ImportCount {
  /// Such as "3 added, 1 changed, 20 unchanged".
  var words: String {
    let parts = [(added, "added"), (changed, "changed"), (removed, "removed"), (unchanged, "unchanged")]
    let named = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return named.isEmpty ? "nothing to do" : named.joined(separator: ", ")
  }
}

extension Contact {
  fileprivate var json: JSONObject {
    [
      "organisation": .string(organisation), "role": .string(role), "name": .string(name), "email": .string(email),
      "telephone": telephone.map(JSONValue.string) ?? .null,
      "valid_from": validFrom.map { .string($0.description) } ?? .null,
      "valid_to": validTo.map { .string($0.description) } ?? .null,
    ]
  }
}
