import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore
import Web

/// `recourse webhooks`: who is called where something happens to cases.
struct WebhooksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhooks", abstract: "Looks after those who are called where something happens to cases.",
    subcommands: [Make.self, List.self, Secret.self, Ping.self, Retry.self, End.self])

  /// Does something with the subscription of an identifier.
  fileprivate static func change<Result: Sendable>(
    _ id: String, _ database: DatabaseOptions,
    _ body: @escaping @Sendable (SubscriptionDesk, UniqueID) async throws -> Result?
  ) async throws -> Result {
    guard let id = UniqueID(id) else {
      throw Answer(status: 2, message: "recourse: a webhook is named as recourse webhooks list shows it")
    }
    let result = try await database.withStore { store in
      do {
        return try await body(SubscriptionDesk(store: store, rules: try database.subscriptions), id)
      } catch let refusal as SubscriptionDesk.Refusal {
        throw Answer.no("recourse: the \(refusal)")
      }
    }
    guard let result else { throw Answer.no("recourse: no such webhook is in use; see: recourse webhooks list") }
    return result
  }

  /// `recourse webhooks make`.
  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a webhook and prints its identifier and its secret, this once.",
      discussion: """
        Calls are cloud events with the signatures of Standard Webhooks. They say which case and what kind of thing, and \
        never who raised it.

        Kinds: \(Announcement.Kind.ofCases.map(\.rawValue).joined(separator: ", "))

        Example: recourse webhooks make reporting --url https://reports.example/cases --kind case.closed --as byrne
        """)

    @Argument(help: "What people call it.")
    var name: String

    @Option(help: "Where to call.")
    var url: String

    @Option(name: .customLong("kind"), help: "What it hears of; may be said more than once. Everything by default.")
    var kinds: [String] = []

    @Option(name: .customLong("as"), help: "The account that answers for it.")
    var owner: String

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      for kind in kinds where !Announcement.Kind.ofCases.contains(where: { $0.rawValue == kind }) {
        let known = Announcement.Kind.ofCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no kind \"\(kind)\"; there are \(known)")
      }
    }

    func run() async throws {
      let made = try await database.withStore { [name, url, kinds, owner, database] store in
        let rules = try database.subscriptions
        let (account, now) = try await store.transaction { transaction in
          (try Accounts.active(owner, in: transaction), try transaction.currentTime())
        }
        guard Permission.operate.isGiven(to: account) else {
          throw Answer.no("recourse: \(account.name) may not make webhooks; choose an account with the role ops")
        }
        do {
          return try await SubscriptionDesk(store: store, rules: rules).make(
            name, url: url, kinds: kinds.compactMap(Announcement.Kind.init), by: account.name,
            as: FreshID.make(at: now)
          ).subscription
        } catch let refusal as SubscriptionDesk.Refusal {
          throw Answer.no("recourse: the \(refusal)")
        }
      }
      Shell.print(made.id.description)
      Shell.print(made.secret)
      Shell.complain("Keep the secret where only the receiver reads it; it can't be shown again.")
    }
  }

  /// `recourse webhooks list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the webhooks that were ever made, never their secrets.",
      discussion: "Example: recourse webhooks list --format json")

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let all = try await database.withStore { store in try await store.transaction { try $0.subscriptions() } }
      switch format {
      case .json: for one in all { Shell.print(JSONValue.object(Self.json(one)).serialized()) }
      case .text:
        let rows = all.map { one in
          [
            one.id.description, one.name.onOneLine, one.url.onOneLine,
            one.kinds.isEmpty ? "everything" : one.kinds.map(\.rawValue).joined(separator: " "), Self.state(one),
          ]
        }
        for line in Shell.table([["WEBHOOK", "NAME", "URL", "HEARS OF", ""]] + rows) { Shell.print(line) }
      }
    }

    private static func state(_ one: Subscription) -> String {
      if let ended = one.endedAt { return "\(LocalTime.day(ended)): \(one.endedBecause ?? "ended")" }
      return one.failingSince.map { "fails since \(LocalTime.minute($0))" } ?? "in use"
    }

    private static func json(_ one: Subscription) -> JSONObject {
      [
        "id": .string(one.id.description), "name": .string(one.name), "url": .string(one.url),
        "kinds": .array(one.kinds.map { .string($0.rawValue) }), "owner": .string(one.owner),
        "made_at": .string(one.madeAt.rfc3339), "failing_since": one.failingSince.map { .string($0.rfc3339) } ?? .null,
        "ended_at": one.endedAt.map { .string($0.rfc3339) } ?? .null,
        "ended_because": one.endedBecause.map(JSONValue.string) ?? .null,
      ]
    }
  }

  /// `recourse webhooks secret`.
  struct Secret: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Gives a webhook another secret and prints it; the one before signs as well for a day.",
      discussion: "Example: recourse webhooks secret 01a20894-016a-7adc-8191-24f1086182e5")

    @Argument(help: "The webhook.")
    var id: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      Shell.print(try await WebhooksCommand.change(id, database) { try await $0.rotate($1) }.secret)
    }
  }

  /// `recourse webhooks ping`.
  struct Ping: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Has a webhook called with something that tells of nothing, by the next worker that looks.",
      discussion: "Example: recourse webhooks ping 01a20894-016a-7adc-8191-24f1086182e5")

    @Argument(help: "The webhook.")
    var id: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let one = try await WebhooksCommand.change(id, database) { desk, id in
        try await desk.ping(id, as: FreshID.make(at: try await desk.store.transaction { try $0.currentTime() }))
      }
      Shell.print("\(one.name.onOneLine) is called soon")
    }
  }

  /// `recourse webhooks retry`.
  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a webhook that failed for too long into use again, and tries what was given up once more.",
      discussion: "Example: recourse webhooks retry 01a20894-016a-7adc-8191-24f1086182e5")

    @Argument(help: "The webhook.")
    var id: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      Shell.print("\(try await WebhooksCommand.change(id, database) { try await $0.retry($1) }) wait again")
    }
  }

  /// `recourse webhooks end`.
  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends a webhook: nobody is called there any more.",
      discussion: "Example: recourse webhooks end 01a20894-016a-7adc-8191-24f1086182e5 --as byrne")

    @Argument(help: "The webhook.")
    var id: String

    @Option(name: .customLong("as"), help: "The account of whoever ends it.")
    var user: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let one = try await WebhooksCommand.change(id, database) { [user] desk, id in
        let account = try await desk.store.transaction { try Accounts.active(user, in: $0) }
        return try await desk.end(id, by: account.name)
      }
      Shell.print("\(one.name.onOneLine) is ended")
    }
  }
}
