import ArgumentParser
import PostgresStore

/// `recourse user link`.
struct UserLink: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Prints a new link with which somebody sets the password of an account. It works once, for three days.",
    discussion: "Example: recourse user link okafor --public-url https://concerns.example")

  @Argument(help: "The account's name.")
  var name: String

  @OptionGroup var web: WebOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (name, site) = (name, web.site)
    let link = try await database.withStore { store in
      let account = try await store.transaction { try Accounts.active(name, in: $0) }
      return try await FirstAccounts(store: store, site: site).link(for: account.name)
    }
    Shell.print(link)
  }
}
