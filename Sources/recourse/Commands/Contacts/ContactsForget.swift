import ArgumentParser
import Casework
import CivilTime
import Engine
import PostgresStore
import WorkingTime

/// `recourse contacts forget`.
struct ContactsForget: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Takes the names of those who left their posts long ago out of the directory and its past, for good.",
    discussion: """
      Meant are contacts whose last day lies before the one given, or whom no list has had since. Name, address and \
      telephone number go; which post was held when stays, so that past decisions can still be shown. That it was done, by \
      whom and why is kept; --log shows it. Histories of cases, mail that was sent and backups are not touched: see \
      recourse audit erase.

      Example: recourse contacts forget --ended-before 2020-01-01 --reason "Retention of six years" --confirm
      """)

  @Option(help: "The day: whoever held a post on it or later stays.")
  var endedBefore: String?

  @Option(help: "Why: it stays, so name nobody.")
  var reason: String?

  @Flag(help: "Shows what was taken out so far.")
  var log = false

  @OptionGroup var actor: ActorOptions

  @Flag(help: "Does it; without it, it is only said how many would be forgotten.")
  var confirm = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard log || (endedBefore != nil && reason.map { !$0.allSatisfy(\.isWhitespace) } == true) else {
      throw ValidationError("say --ended-before and --reason, or --log")
    }
    if let endedBefore, CivilDate(iso8601: endedBefore) == nil {
      throw ValidationError("--ended-before takes a day such as 2020-01-01")
    }
  }

  func run() async throws {
    let (options, reason) = (actor, reason ?? "")
    try await database.withStore { store in
      guard !log, let day = endedBefore.flatMap({ CivilDate(iso8601: $0) }) else {
        return Self.show(try await store.transaction { try $0.directoryErasures() })
      }
      let erasure = try await store.transaction(rehearsing: !confirm) { transaction -> DirectoryErasure? in
        let now = try transaction.look(at: [], for: []).now
        guard day <= WorkingCalendar.london.civil(at: now).date else {
          throw Answer.no("recourse: --ended-before lies ahead; nobody is forgotten before the time")
        }
        let actor = try options.actor(in: transaction, usually: "operator")
        return try transaction.forgetContacts(endedBefore: day, at: now, reason: reason, by: actor.name)
      }
      guard let erasure else { return Shell.print("Nobody is to be forgotten.") }
      let words = "\(erasure.contacts) contact\(erasure.contacts == 1 ? "" : "s") whose posts ended before \(day)"
      guard confirm else { throw Answer.no("\(words) would be forgotten for good; say --confirm to do it") }
      Shell.print("\(words): forgotten")
    }
  }

  private static func show(_ erasures: [DirectoryErasure]) {
    for one in erasures {
      Shell.print(
        "\(LocalTime.minute(one.at))  \(one.contacts) forgotten, ended before \(one.endedBefore), by "
          + "\(one.actor?.onOneLine ?? "an operator"): \(one.reason.onOneLine)")
    }
  }
}
