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
      discussion: "Example: recourse organisations import govuk-organisations.json --dry-run")

    @Argument(help: "The register's files; what they are is read off their contents.")
    var files: [String]

    @Flag(help: "Shows what would change, and changes nothing.")
    var dryRun = false

    @Flag(help: "Names each organisation that is added or changed.")
    var reveal = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let registers = try files.map { path in
        (path: path, organisations: try RegisterReading.organisations(in: path))
      }
      let rehearsing = dryRun
      let imports = try await database.withStore { store in
        try await store.transaction(rehearsing: rehearsing) { transaction in
          try registers.map { try transaction.importOrganisations($0.organisations) }
        }
      }
      for (register, result) in zip(registers, imports) {
        Shell.print("\(register.path): \(result.count.words)\(dryRun ? "; a dry run, nothing was changed" : "")")
        guard reveal else { continue }
        for organisation in result.added { Shell.print("  added \(organisation.slug)  \(organisation.title)") }
        for organisation in result.changed { Shell.print("  changed \(organisation.slug)  \(organisation.title)") }
      }
    }
  }
}
