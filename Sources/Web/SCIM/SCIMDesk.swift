import Casework
import Engine
import JSON

/// Keeps up one organisation's contacts for its identity system, in one transaction.
struct SCIMDesk {
  private let transaction: any StoreTransaction
  private let library: Library
  /// As `OrganisationNames.identity` gives it.
  private let identity: String
  private(set) var facts: DirectoryFacts

  init(_ transaction: any StoreTransaction, _ library: Library, organisation: String) throws {
    self.transaction = transaction
    self.library = library
    try transaction.lockDirectory()
    facts = try DirectoryFacts(transaction, library)
    identity = facts.names.identity(of: organisation)
  }

  /// Everybody, in the order of their identities.
  var users: [SCIMUser] {
    Dictionary(grouping: facts.contacts(of: identity), by: \.address).values.compactMap { SCIMUser($0) }
      .sorted { ($0.posts[0].id?.number ?? 0) < ($1.posts[0].id?.number ?? 0) }
  }

  /// - Throws: `Refusal` where there is none of that identity in this organisation.
  func user(_ id: String) throws -> SCIMUser {
    guard let user = users.first(where: { $0.id == id }) else { throw SCIMError.unknownUser }
    return user
  }

  mutating func create(_ input: SCIMUserInput) throws -> SCIMUser {
    let known = users.first { $0.posts[0].address == EmailAddress.key(input.email) }
    guard known?.isActive(facts.today) != true else { throw Self.taken }
    guard input.roles != nil || known != nil else {
      throw SCIMError.invalid(
        "invalidValue", "The user has no role",
        "Give roles, or a title: \(facts.roles.map(\.id).joined(separator: ", ")).")
    }
    return try apply(input, to: known)
  }

  mutating func replace(_ id: String, by input: SCIMUserInput) throws -> SCIMUser {
    let old = try user(id)
    let address = EmailAddress.key(input.email)
    guard !users.contains(where: { $0.id != id && $0.posts[0].address == address }) else { throw Self.taken }
    return try apply(input, to: old)
  }

  /// Takes the entries out; what the directory was stays in its history.
  func delete(_ id: String) throws {
    try transaction.removeContacts(Set(try user(id).posts.compactMap(\.id)))
  }

  private mutating func apply(_ input: SCIMUserInput, to old: SCIMUser?) throws -> SCIMUser {
    let roles = input.roles ?? old?.roles(facts.today) ?? []
    let held = old?.held(facts.today) ?? []
    for var post in old?.posts ?? [] {
      post.name = input.name
      post.email = input.email
      post.telephone = input.telephone.isEmpty ? nil : input.telephone
      post.externalID = input.externalID
      try check(post)
      try transaction.keepContact(post, on: facts.today)
    }
    for post in held where !input.isActive || !roles.contains(post.role) {
      if let id = post.id { try transaction.endContact(id, from: facts.today) }
    }
    if input.isActive {
      for role in roles where !held.contains(where: { $0.role == role }) {
        let post = Contact(
          organisation: facts.title(of: identity), role: role, name: input.name, email: input.email,
          telephone: input.telephone.isEmpty ? nil : input.telephone, externalID: input.externalID)
        try check(post)
        try transaction.keepContact(post, on: facts.today)
      }
    }
    facts = try DirectoryFacts(transaction, library)
    guard let user = users.first(where: { $0.posts[0].address == EmailAddress.key(input.email) }) else {
      throw SCIMError.invalid(
        "invalidValue", "A user who was never active can't be kept", "Send the user once it is active.")
    }
    return user
  }

  /// Holds an entry to what any other way of keeping one asks for.
  private func check(_ post: Contact) throws {
    var draft = ContactDraft(post)
    // What was there before is no concern of the identity system.
    (draft.deputy, draft.contract, draft.awayFrom, draft.awayTo) = ("", "", "", "")
    (draft.validFrom, draft.validTo) = ("", "")
    if case .failure(let problems) = draft.contact(post.id, facts), let first = problems.list.first {
      throw SCIMError.invalid("invalidValue", "\(first.field) is not right", "\(first.problem).")
    }
  }

  private static let taken = Refusal(
    .conflict, "There is such a user already", "Look for it by userName, and change that one.", code: "uniqueness")
}
