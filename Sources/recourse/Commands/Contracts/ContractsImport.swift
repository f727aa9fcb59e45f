import ArgumentParser
import Casework
import Engine
import PostgresStore
import Registers
import WorkflowFiles

/// `recourse contracts import`.
struct ContractsImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes in contracts from a CSV file; those that are known by their reference are changed.",
    discussion: "Example: recourse contracts import contracts.csv --dry-run")

  @Argument(
    help: "Columns: reference, title, authority, prime_contractor; and value, manager_role, valid_from, valid_to.")
  var file: String

  @Flag(help: "Shows what would change, and changes nothing.")
  var dryRun = false

  @Flag(help: "Names each contract that is added or changed.")
  var reveal = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let parsed = try RegisterReading.contractsFile(in: file)
    let (path, rehearsing) = (file, dryRun)
    let result = try await database.withStore { store in
      try await store.transaction(rehearsing: rehearsing) { transaction in
        let diagnostics = Diagnostics()
        parsed.check(against: try transaction.organisations(), diagnostics)
        try RegisterReading.report(diagnostics, of: path)
        return try transaction.importContracts(parsed.contracts)
      }
    }
    if reveal {
      for contract in result.added { Shell.print("  added \(contract.reference)  \(contract.title)") }
      for contract in result.changed { Shell.print("  changed \(contract.reference)  \(contract.title)") }
    }
    Shell.print("contracts: \(result.count.words)\(dryRun ? "; a dry run, nothing was changed" : "")")
  }
}
