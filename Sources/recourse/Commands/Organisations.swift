import ArgumentParser
import Engine
import PostgresStore
import Registers

/// `recourse organisations`: the public bodies.
struct Organisations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Looks after the list of public bodies.", subcommands: [Import.self])

  /// `recourse organisations import`.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes in a register: GOV.UK organisations (JSON or CSV), NHS trusts (ODS) or councils.",
      discussion: "Example: recourse organisations import govuk-organisations.json")

    @Argument(help: "The register's files; what they are is read off their contents.")
    var files: [String]

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let registers = try files.map { path in
        (path: path, organisations: try RegisterReading.organisations(in: path))
      }
      try await database.withStore { store in
        for register in registers {
          let count = try await store.transaction { try $0.importOrganisations(register.organisations).count }
          Shell.print("\(register.path): \(count.words)")
        }
      }
    }
  }
}
