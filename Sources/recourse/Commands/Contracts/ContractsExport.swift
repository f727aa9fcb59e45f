import ArgumentParser
import Engine
import Foundation
import PostgresStore
import Registers

/// `recourse contracts export`.
struct ContractsExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the contracts as a CSV file that reads back unchanged.",
    discussion: "Example: recourse contracts export > contracts.csv")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let contracts = try await database.withStore { store in try await store.transaction { try $0.contracts() } }
    try FileHandle.standardOutput.write(contentsOf: Data(ContractsFile.bytes(of: contracts)))
  }
}
