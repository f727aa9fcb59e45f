import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse contracts list`.
struct ContractsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the contracts.",
    discussion: "Example: recourse contracts list --authority cabinet-office")

  @Option(help: "Only those of one organisation.")
  var authority: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let wanted = authority
    let contracts = try await database.withStore { store in
      try await store.transaction { transaction in
        let names = OrganisationNames(try transaction.organisations())
        let identity = wanted.map(names.identity)
        return try transaction.contracts().filter { identity == nil || names.identity(of: $0.authority) == identity }
      }
    }
    switch format {
    case .json: for contract in contracts { Shell.print(JSONValue.object(contract.json).serialized()) }
    case .text:
      let rows = contracts.map { contract in
        [
          contract.reference, contract.authority, contract.primeContractor, contract.value?.description ?? "",
          contract.title,
        ]
      }
      let head = ["REFERENCE", "AUTHORITY", "PRIME CONTRACTOR", "VALUE", "TITLE"]
      for line in Shell.table([head] + rows) { Shell.print(line) }
    }
  }
}
