import Casework
import CivilTime
import Engine
import PostgresStore
import Web

/// The accounts of a new database: somebody has to be able to sign in, and sets the password by a link that works once.
struct FirstAccounts {
  let store: PostgresStore
  /// Where the site is reached.
  let site: String

  /// For how long a link works.
  static let linkSeconds: Int64 = 3 * 86_400

  /// - Parameter isDemonstration: whether there is a person for each job, or only one who can add the others.
  /// - Returns: what to tell whoever has started the program; empty where there are accounts that can sign in.
  func make(isDemonstration: Bool) async throws -> [String] {
    let existing = try await store.transaction { try $0.users() }
    if existing.isEmpty {
      let users = isDemonstration ? Self.demonstration : [Self.first]
      try await store.transaction { transaction in for user in users { try transaction.keepUser(user) } }
    }
    let waiting = try await store.transaction { transaction in
      try transaction.users().filter { try $0.disabledAt == nil && transaction.passwordHash(of: $0.name) == nil }
    }
    var lines: [String] = []
    for user in waiting {
      lines.append("\(user.name) (\(user.roles.joined(separator: ", "))): \(try await link(for: user.name))")
    }
    return lines
  }

  /// A link with which somebody sets the password of an account.
  func link(for name: String) async throws -> String {
    let secret = Secrets.fresh()
    try await store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: secret), purpose: .setUp, subject: name, madeAt: now,
          endsAt: now.advanced(bySeconds: Self.linkSeconds)))
    }
    return "\(site)/set-up/\(secret)"
  }

  private static let first = User(
    name: "admin", displayName: "Administrator", email: "admin@recourse.example",
    roles: ["ops", "head-of-team", "case-manager"])

  private static let demonstration = [
    User(
      name: "okafor", displayName: "Ada Okafor", email: "okafor@recourse.example", roles: ["case-manager", "case-team"]),
    User(
      name: "lewis", displayName: "Gwen Lewis", email: "lewis@recourse.example", roles: ["approver", "case-manager"]),
    User(name: "shah", displayName: "Imran Shah", email: "shah@recourse.example", roles: ["head-of-team"]),
    User(name: "byrne", displayName: "Niamh Byrne", email: "byrne@recourse.example", roles: ["ops"]),
  ]
}
