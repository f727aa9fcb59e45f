import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse user`: the accounts of the scheme's own people.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Looks after the accounts of staff.",
    subcommands: [Add.self, List.self, UserLink.self, Disable.self])

  /// `recourse user add`.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds an account, or changes the one of that name; one that was disabled counts again.",
      discussion: "Example: recourse user add okafor --display-name \"Ada Okafor\" --email ada@case.example "
        + "--role case-manager --role approver")

    @Argument(help: "What histories call the person: small letters, digits, and . - _ between.")
    var name: String

    @Option(help: "What colleagues call the person.")
    var displayName: String?

    @Option(help: "Where mail reaches the person.")
    var email: String

    @Option(name: .customLong("role"), help: "A role in which the person may act.")
    var roles: [String]

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      guard User.isName(name) else {
        throw Answer(
          status: 2,
          message: "recourse: an account's name has small letters and digits, and . - _ between, such as a.okafor")
      }
      guard EmailAddress.isPlain(email) else {
        throw Answer(status: 2, message: "recourse: --email takes a bare address, such as ada@case.example")
      }
      guard !roles.isEmpty else { throw Answer(status: 2, message: "recourse: give at least one --role") }
      let user = User(name: name, displayName: displayName ?? name, email: email, roles: roles)
      try await database.withStore { store in
        try await store.transaction { transaction in
          let roles = try transaction.user(named: user.name)?.roles
          try transaction.keepUser(user)
          // What somebody has open was opened in the roles of before.
          if let roles, Set(roles) != Set(user.roles) { try transaction.endSessions(.staff, of: user.name) }
        }
      }
      Shell.print("\(name)  \(roles.joined(separator: ", "))")
    }
  }

  /// `recourse user list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the accounts.", discussion: "Example: recourse user list")

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let users = try await database.withStore { store in try await store.transaction { try $0.users() } }
      switch format {
      case .json: for user in users { Shell.print(JSONValue.object(user.json).serialized()) }
      case .text:
        let rows = users.map { user in
          [
            user.name, user.roles.joined(separator: ", "), user.email,
            user.disabledAt.map { "disabled \(LocalTime.day($0))" } ?? "", user.displayName.onOneLine,
          ]
        }
        for line in Shell.table([["NAME", "ROLES", "EMAIL", "", "CALLED"]] + rows) { Shell.print(line) }
      }
    }
  }

  /// `recourse user disable`.
  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bars accounts. They stay, as histories name them; hand over their cases.",
      discussion: "Example: recourse user disable okafor")

    @Argument(help: "The accounts' names.")
    var names: [String]

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let unknown = try await database.withStore { store in
        try await store.transaction { [names] transaction in
          try names.filter { name in
            try transaction.endSessions(.staff, of: Person.key(name))
            return try !transaction.disableUser(named: Person.key(name))
          }
        }
      }
      for name in names { Shell.print("\(name)  \(unknown.contains(name) ? "there is no such account" : "disabled")") }
      if !unknown.isEmpty { throw Answer.no() }
    }
  }
}

extension User {
  fileprivate var json: JSONObject {
    [
      "name": .string(name), "display_name": .string(displayName), "email": .string(email),
      "roles": .array(roles.map(JSONValue.string)), "disabled_at": disabledAt.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
