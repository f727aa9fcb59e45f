import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse contacts list`.
struct ContactsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the contacts; first the roles that nobody holds on that day in an organisation that has contacts.",
    discussion: "Example: recourse contacts list --organisation cabinet-office --role contract-manager")

  @Option(help: "Only those of one organisation.")
  var organisation: String?

  @Option(help: "Only those in one role.")
  var role: String?

  @Option(help: "Only those who answer for one contract.")
  var contract: String?

  @Option(help: "The day that is looked at; today by default.")
  var on: String?

  @Flag(help: "Only the gaps.")
  var gaps = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let filter = self
    let (contacts, gaps, day) = try await database.withStore { store in
      try await store.transaction { try filter.look($0) }
    }
    switch format {
    case .json:
      for gap in gaps {
        Shell.print(
          JSONValue.object(["gap": true, "organisation": .string(gap.organisation), "role": .string(gap.role)])
            .serialized())
      }
      if !self.gaps {
        for contact in contacts {
          var object = contact.json
          object["hindrance"] = contact.hindrance(on: day).map(JSONValue.string) ?? .null
          Shell.print(JSONValue.object(object).serialized())
        }
      }
    case .text:
      var rows = gaps.map { ["—", $0.organisation, $0.role, "nobody on \(day)", "", ""] }
      if !self.gaps {
        rows += contacts.map { contact in
          [
            contact.id?.description ?? "", contact.organisation, contact.role, contact.name, contact.email,
            [contact.contract.map { "for \($0)" }, contact.hindrance(on: day)].compactMap(\.self)
              .joined(separator: "; "),
          ]
        }
      }
      let head = ["ID", "ORGANISATION", "ROLE", "NAME", "EMAIL", "NOTE"]
      for line in Shell.table([head] + rows.map { $0.map(\.onOneLine) }) { Shell.print(line) }
    }
  }

  private func look(
    _ transaction: any StoreTransaction
  ) throws -> (contacts: [Contact], gaps: [(organisation: String, role: String)], day: CivilDate) {
    let names = OrganisationNames(try transaction.organisations())
    let all = try transaction.contacts()
    let day = try Contacts.day(on, transaction)
    let wanted = organisation.map(names.identity)
    let here = all.filter { wanted == nil || names.identity(of: $0.organisation) == wanted }
    let roles = try Library(reader: FileDefinitionReader()).roles(transaction).map(\.id).filter {
      role == nil || $0 == role
    }
    var gaps: [(organisation: String, role: String)] = []
    if contract == nil {
      var seen: Set<String> = []
      for contact in here where seen.insert(names.identity(of: contact.organisation)).inserted {
        let identity = names.identity(of: contact.organisation)
        let reachable = here.filter {
          names.identity(of: $0.organisation) == identity && $0.contract == nil && $0.hindrance(on: day) == nil
        }
        for role in roles
        where Role.usual.contains(where: { $0.id == role }) && !reachable.contains(where: { $0.role == role }) {
          gaps.append((contact.organisation, role))
        }
      }
    }
    let key = contract.map(Directory.key)
    let shown = here.filter { contact in
      (role == nil || contact.role == role) && (key == nil || contact.contract.map(Directory.key) == key)
    }
    return (shown, gaps, day)
  }
}
