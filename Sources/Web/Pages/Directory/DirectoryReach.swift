import Casework
import Engine

/// Which part of the directory whoever asks may see and keep up, and where its pages are.
struct DirectoryReach: Sendable {
  let facts: DirectoryFacts
  /// `/department` or `/directory`.
  let base: String
  let area: Page.Area
  /// The organisations, as `OrganisationNames.identity` gives them; nil for all.
  let identities: Set<String>?

  /// - Throws: `Refusal` where an address answers for no organisation any more.
  init(_ site: Site, _ request: WebRequest) async throws {
    let library = site.library
    let facts = try await site.store.transaction { try DirectoryFacts($0, library) }
    try self.init(facts, request.principal)
  }

  init(_ facts: DirectoryFacts, _ principal: Principal) throws(Refusal) {
    self.facts = facts
    switch principal {
    case .staff:
      (base, area, identities) = ("/directory", .staff, nil)
    case .contact(let address):
      (base, area) = ("/department", .department)
      let own = Set(facts.posts(ofAddress: address).map { facts.names.identity(of: $0.organisation) })
      guard !own.isEmpty else {
        throw Refusal(
          .forbidden, "You are not in the directory any more",
          "Ask a colleague who still is to add you, or call the case team.")
      }
      identities = own
    case .nobody, .supplier, .program: throw .signInFirst
    }
  }

  /// The same, narrowed to one organisation.
  init(_ reach: DirectoryReach, only identity: String) {
    (facts, base, area, identities) = (reach.facts, reach.base, reach.area, [identity])
  }

  func covers(_ organisation: String) -> Bool {
    identities.map { $0.contains(facts.names.identity(of: organisation)) } ?? true
  }

  /// Their contacts, or where somebody named one organisation those of it.
  func contacts(of organisation: String?) -> [Contact] {
    let wanted = organisation.map(facts.names.identity)
    return facts.contacts.filter {
      covers($0.organisation) && (wanted == nil || facts.names.identity(of: $0.organisation) == wanted)
    }
  }

  /// The contact that a path names.
  ///
  /// - Throws: `Refusal.notFound` alike where there is none and where it is none of theirs.
  func contact(_ text: String) throws(Refusal) -> Contact {
    guard let id = ContactID(text), let contact = facts.contacts.first(where: { $0.id == id }),
      covers(contact.organisation)
    else { throw .notFound }
    return contact
  }

  /// Their organisations by title; of all, those that have contacts or contracts.
  var organisations: [(identity: String, title: String)] {
    let known =
      identities
      ?? Set((facts.contacts.map(\.organisation) + facts.contracts.map(\.authority)).map(facts.names.identity))
    return known.map { ($0, title($0)) }.sorted { ($0.1.lowercased(), $0.0) < ($1.1.lowercased(), $1.0) }
  }

  /// What people call an organisation of that identity.
  func title(_ identity: String) -> String {
    facts.names.organisation(named: identity)?.title
      ?? facts.contacts.first { facts.names.identity(of: $0.organisation) == identity }?.organisation
      ?? facts.contracts.first { facts.names.identity(of: $0.authority) == identity }?.authority ?? identity
  }

  /// The page of an organisation.
  func address(of organisation: String) -> String {
    area == .department
      ? base : "\(base)/organisations/\(FormValues.encoded(facts.names.identity(of: organisation)))"
  }

  func address(of contact: Contact) -> String { "\(base)/contacts/\(contact.id?.description ?? "")" }
}
