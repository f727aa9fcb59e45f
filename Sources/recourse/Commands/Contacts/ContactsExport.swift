import ArgumentParser
import Casework
import Engine
import Foundation
import PostgresStore
import Registers

/// `recourse contacts export`.
struct ContactsExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the contacts as a CSV file that reads back unchanged.",
    discussion: "Example: recourse contacts export > contacts.csv")

  @Option(help: "Only those of one organisation.")
  var organisation: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let wanted = organisation
    let contacts = try await database.withStore { store in
      try await store.transaction { transaction in
        let names = OrganisationNames(try transaction.organisations())
        let identity = wanted.map(names.identity)
        return try transaction.contacts().filter { identity == nil || names.identity(of: $0.organisation) == identity }
      }
    }
    try FileHandle.standardOutput.write(contentsOf: Data(ContactsFile.bytes(of: contacts)))
  }
}
