import Casework
import Engine

/// The account of whoever comes from the provider, with the roles that the groups of now give.
struct ProviderAccount: Sendable {
  let site: Site
  let settings: ProviderSettings

  /// - Throws: `Refusal` where the person can have none here.
  func account(of person: IdentityProvider.Person) async throws -> User {
    let claims = person.claims
    let groups = (claims[settings.claim]?.arrayValue ?? []).compactMap(\.stringValue)
    let roles = settings.roles(of: groups)
    guard !roles.isEmpty else {
      throw Refusal(
        .forbidden, "Your work account has no role here",
        "Ask whoever looks after accounts for the group that your work needs.", code: "no-role")
    }
    guard let email = claims["email"]?.stringValue, EmailAddress.isPlain(email), claims["email_verified"] != false
    else {
      throw Refusal(
        .forbidden, "Your work account has no email address that we can use",
        "We write to you about your cases. Ask whoever looks after your work account to add your address and to let "
          + "us see it, then sign in again.", code: "no-email")
    }
    let wanted = Self.name(claims["preferred_username"]?.stringValue ?? person.identity.subject)
    let called = claims["name"]?.stringValue.map { String($0.prefix(200)) }
    let identity = person.identity
    return try await site.store.transaction { transaction in
      let bound = try transaction.accountName(of: identity)
      guard let name = bound ?? wanted else { throw Self.unusableName }
      if let kept = try transaction.user(named: name) {
        let isFree = try bound != nil || transaction.providerIdentity(of: name) == nil
        let hasPassword = try transaction.passwordHash(of: name) != nil
        // One way in each, and one person: else whoever can choose a name at the provider could be anybody here.
        guard isFree, kept.disabledAt == nil, !hasPassword else { throw Self.takenName }
      }
      let user = User(name: name, displayName: called ?? name, email: email, roles: roles)
      try transaction.keepUser(user)
      if bound == nil { try transaction.bind(identity, to: name) }
      return user
    }
  }

  /// What histories call the person: the name at the provider, without the part that all of a department share. Nil
  /// where it is no name for an account.
  static func name(_ given: String) -> String? {
    let name = Person.key(given.split(separator: "@").first.map(String.init) ?? "")
    return User.isName(name) ? name : nil
  }

  private static let unusableName = Refusal(
    .forbidden, "Your work account has no name that can be used here",
    "It needs small letters, digits, and . - _ between. Ask whoever looks after accounts.", code: "name")
  private static let takenName = Refusal(
    .forbidden, "This account can't be used with your work account",
    "It is disabled, somebody else's, or signs in with a password. Ask whoever looks after accounts.", code: "account")
}
