import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import WorkingTime

/// `recourse contacts`: who answers for which organisation.
struct Contacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Looks after the directory of contacts.",
    subcommands: [
      ContactsImport.self, ContactsExport.self, ContactsList.self, ContactsResolve.self, ContactsAbsent.self,
      ContactsCheck.self, ContactsBounced.self, ContactsForget.self,
    ])

  /// The day of which a command speaks: the one given, or today by the database's clock.
  static func day(_ given: String?, _ transaction: any StoreTransaction) throws -> CivilDate {
    if let given {
      guard let day = CivilDate(iso8601: given) else { throw ValidationError("a day is written like 2026-03-02") }
      return day
    }
    return WorkingCalendar.london.civil(at: try transaction.look(at: [], for: []).now).date
  }
}

extension ImportCount {
  /// Such as "3 added, 1 changed, 20 unchanged".
  var words: String {
    let parts = [(added, "added"), (changed, "changed"), (removed, "removed"), (unchanged, "unchanged")]
    let named = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return named.isEmpty ? "nothing to do" : named.joined(separator: ", ")
  }

  var json: JSONObject {
    [
      "added": .integer(Int64(added)), "changed": .integer(Int64(changed)), "removed": .integer(Int64(removed)),
      "unchanged": .integer(Int64(unchanged)),
    ]
  }
}

extension Contact {
  var json: JSONObject {
    [
      "id": id.map { .string($0.description) } ?? .null, "organisation": .string(organisation), "role": .string(role),
      "name": .string(name), "email": .string(email), "telephone": telephone.map(JSONValue.string) ?? .null,
      "contract": contract.map(JSONValue.string) ?? .null,
      "valid_from": validFrom.map { .string($0.description) } ?? .null,
      "valid_to": validTo.map { .string($0.description) } ?? .null,
      "away_from": absence.map { .string($0.from.description) } ?? .null,
      "away_to": absence?.to.map { .string($0.description) } ?? .null,
      "deputy": deputy.map(JSONValue.string) ?? .null,
      "verified_at": verifiedAt.map { .string($0.rfc3339) } ?? .null,
      "bounced_at": bouncedAt.map { .string($0.rfc3339) } ?? .null,
    ]
  }

  /// Why the person can't be asked on a day; nil where nothing is known against it.
  func hindrance(on day: CivilDate) -> String? {
    if let validFrom, day < validFrom { return "not yet in post" }
    if let validTo, validTo < day { return "no longer in post" }
    if bouncedAt != nil { return "mail came back" }
    guard let absence, absence.covers(day) else { return nil }
    return "away " + (absence.to.map { "until \($0)" } ?? "until further notice")
  }
}
