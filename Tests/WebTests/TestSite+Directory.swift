import Casework
import CivilTime
import Engine

@testable import Web

extension TestSite {
  /// Monday morning, in winter: London's time is UTC.
  static let monday = Instant(rfc3339: "2026-01-05T09:00:00Z") ?? Instant(seconds: 0)

  /// Somebody who has been here before, and has a cookie.
  func browser() async -> Visit {
    let visit = visit()
    _ = await visit.get("/sign-in")
    return visit
  }

  /// Takes in contacts, with the bodies that they answer for.
  func register(_ contacts: [Contact], contracts: [Contract] = []) async throws {
    let titles = Set(contacts.map(\.organisation) + contracts.map(\.authority))
    let organisations = titles.map {
      Organisation(
        slug: Directory.key($0).replacing(" ", with: "-"), title: $0, format: "Ministerial department", status: "live",
        register: "govuk")
    }
    try await store.transaction { transaction in
      try transaction.importOrganisations(organisations)
      try transaction.importContracts(contracts)
      try transaction.importContacts(contacts)
    }
  }

  func contacts() async throws -> [Contact] { try await store.transaction { try $0.contacts() } }
}

extension Letter {
  /// The path of the first link of the site in it.
  var link: String? {
    text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http://site.example/") }
      .map { String($0.dropFirst("http://site.example".count)) }
  }
}

extension WebResponse {
  /// What a hidden field of the page's first such form holds.
  func hidden(_ name: String) -> String? {
    let mark = "name=\"\(name)\" value=\""
    guard let start = text.firstRange(of: mark) else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }
}
