import ArgumentParser
import Casework
import CivilTime
import Engine
import PostgresStore
import WorkflowFiles

/// `recourse contacts absent`.
struct ContactsAbsent: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "absent",
    abstract: "Notes on which days somebody is away, and who stands in; it holds for all the person's posts.",
    discussion: """
      Why is not asked and not kept. Without --deputy the next in the same role stands in.

      Example: recourse contacts absent C12 --from 2026-08-03 --to 2026-08-14 --deputy tom.garside@mod.example
      """)

  @Argument(help: "The contact's id or address.")
  var contact: String

  @Option(help: "The first day away.")
  var from: String?

  @Option(help: "The last day away; left out: until further notice.")
  var to: String?

  @Option(help: "The id or address of whoever stands in.")
  var deputy: String?

  @Flag(help: "The person is back.")
  var back = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let absence = try absence()
    let (contact, deputy, names) = (contact, deputy, self.deputy != nil)
    let changed = try await database.withStore { store in
      try await store.transaction { transaction in
        let all = try transaction.contacts()
        let address = try Self.address(of: contact, among: all)
        let standIn = try deputy.map { try Self.address(of: $0, among: all) }
        guard standIn != address else { throw Answer.no("nobody stands in for himself; name somebody else") }
        return try transaction.changePosts(ofAddress: address) { post in
          post.absence = absence
          if names { post.deputy = standIn }
        }
      }
    }
    let words = absence.map { "away from \($0.from)\($0.to.map { " to \($0)" } ?? " until further notice")" } ?? "back"
    Shell.print("\(changed.compactMap { $0.id?.description }.joined(separator: ", ")): \(words)")
  }

  private func absence() throws -> Absence? {
    guard !back else {
      guard from == nil, to == nil else { throw ValidationError("--back goes without --from and --to") }
      return nil
    }
    guard let first = from.flatMap({ CivilDate(iso8601: $0) }) else {
      throw ValidationError("--from takes a day such as 2026-08-03; or say --back")
    }
    let last = try to.map { text in
      guard let day = CivilDate(iso8601: text), !(day < first) else {
        throw ValidationError("--to takes a day such as 2026-08-14, not before --from")
      }
      return day
    }
    return Absence(from: first, to: last)
  }

  private static func address(of typed: String, among contacts: [Contact]) throws -> String {
    let id = ContactID(typed)
    let found = contacts.first { ($0.id == id && id != nil) || $0.address == EmailAddress.key(typed) }
    guard let found else {
      throw Answer.no("no contact has that id or address; recourse contacts list shows them")
    }
    return found.address
  }
}
