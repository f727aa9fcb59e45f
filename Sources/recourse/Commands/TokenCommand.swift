import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import Web

/// `recourse token`: what programs show in place of a person.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Looks after the tokens of programs.",
    subcommands: [Make.self, List.self, Revoke.self])

  /// `recourse token make`.
  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a token and prints it, this once: only its digest is kept.",
      discussion: """
        The account answers for what is done with it, and the token can never do more than the account. A token that is \
        bound to an organisation reaches the directory of that one alone.

        Scopes: \(Scope.allCases.map(\.rawValue).joined(separator: ", "))

        Example: recourse token make reports --as okafor --scope cases:read --days 90
        """)

    @Argument(help: "What people call it.")
    var name: String

    @Option(name: .customLong("as"), help: "The account that answers for it.")
    var holder: String

    @Option(name: .customLong("scope"), help: "What it may do; may be said more than once.")
    var scopes: [String]

    @Option(help: "The one organisation that it is bound to.")
    var organisation: String?

    @Option(help: "For how many days it holds (1 to 366).")
    var days = 90

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      guard (1...366).contains(days) else { throw ValidationError("--days takes a number from 1 to 366") }
      guard !scopes.isEmpty else { throw ValidationError("give at least one --scope") }
      for scope in scopes where Scope(rawValue: scope) == nil {
        throw ValidationError(
          "there is no scope \"\(scope)\"; there are \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      guard !name.allSatisfy(\.isWhitespace), name.count <= 100 else {
        throw ValidationError("a token's name has 1 to 100 characters")
      }
    }

    func run() async throws {
      let (holder, name, scopes, organisation) = (holder, name, scopes, organisation)
      let lasting = Int64(days) * 86_400
      let secret = Secrets.fresh()
      try await database.withStore { store in
        try await store.transaction { transaction in
          let account = try Accounts.active(holder, in: transaction)
          let missing = scopes.compactMap(Scope.init).filter { !$0.permission.isGiven(to: account) }
          guard missing.isEmpty else {
            throw Answer.no(
              "recourse: \(account.name) may not do \(missing.map(\.rawValue).joined(separator: ", ")) either; "
                + "choose another account, or give it the role")
          }
          if let organisation, scopes.contains("scim") || scopes.contains(where: { $0.hasPrefix("directory") }) {
            let names = OrganisationNames(try transaction.organisations())
            let identity = names.identity(of: organisation)
            let isKnown =
              try names.organisation(named: organisation) != nil
              || transaction.contacts().contains { names.identity(of: $0.organisation) == identity }
            guard isKnown else {
              throw Answer.no("recourse: nothing is known of \"\(organisation)\"; import the organisations first")
            }
          }
          let now = try transaction.currentTime()
          try transaction.keepToken(
            AccessToken(
              key: Secrets.digest(of: secret), name: name, holder: account.name, scopes: scopes,
              organisation: organisation, madeAt: now, endsAt: now.advanced(bySeconds: lasting)))
        }
      }
      Shell.print(secret)
      Shell.complain("Keep it where only the program reads it; it can't be shown again.")
    }
  }

  /// `recourse token list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the tokens that were ever made, never what they are.",
      discussion: "Example: recourse token list")

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let (tokens, now) = try await database.withStore { store in
        try await store.transaction { (try $0.tokens(), try $0.currentTime()) }
      }
      switch format {
      case .json: for token in tokens { Shell.print(JSONValue.object(Self.json(token)).serialized()) }
      case .text:
        let rows = tokens.map { token in
          [
            token.name.onOneLine, token.holder, token.scopes.joined(separator: " "),
            token.organisation?.onOneLine ?? "",
            LocalTime.day(token.madeAt), Self.state(of: token, now),
          ]
        }
        for line in Shell.table([["NAME", "ACCOUNT", "SCOPES", "ORGANISATION", "MADE", ""]] + rows) {
          Shell.print(line)
        }
      }
    }

    private static func state(of token: AccessToken, _ now: Instant) -> String {
      if let revoked = token.revokedAt { return "revoked \(LocalTime.day(revoked))" }
      return "\(token.endsAt <= now ? "ended" : "until") \(LocalTime.day(token.endsAt))"
    }

    private static func json(_ token: AccessToken) -> JSONObject {
      [
        "name": .string(token.name), "holder": .string(token.holder),
        "scopes": .array(token.scopes.map(JSONValue.string)),
        "organisation": token.organisation.map(JSONValue.string) ?? .null, "made_at": .string(token.madeAt.rfc3339),
        "ends_at": .string(token.endsAt.rfc3339),
        "revoked_at": token.revokedAt.map { .string($0.rfc3339) } ?? .null,
      ]
    }
  }

  /// `recourse token revoke`.
  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes every token of a name useless, at once.",
      discussion: "Example: recourse token revoke reports --as okafor")

    @Argument(help: "What people call it.")
    var name: String

    @Option(name: .customLong("as"), help: "Only those of one account.")
    var holder: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let (name, holder) = (name, holder.map(Person.key))
      let count = try await database.withStore { store in
        try await store.transaction { transaction in
          try transaction.tokens().filter { $0.name == name && (holder == nil || $0.holder == holder) }
            .count { try transaction.revokeToken($0.key) }
        }
      }
      guard count > 0 else { throw Answer.no("recourse: no token of that name is in use; see: recourse token list") }
      Shell.print("\(count) revoked")
    }
  }
}
