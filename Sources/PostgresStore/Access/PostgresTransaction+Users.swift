import Engine
import Postgres

extension PostgresTransaction {
  static let userStatements = [allUsers, userByName, keepUser, disableUser]

  func users() throws -> [User] { try execute(Self.allUsers).map { try Self.user($0) } }

  func user(named name: String) throws -> User? {
    try execute(Self.userByName, [.text(name)]).first.map { try Self.user($0) }
  }

  func keepUser(_ user: User) throws {
    try execute(
      Self.keepUser,
      [
        .text(user.name), .text(user.displayName), .text(user.email), .utf8(TextArray.literal(user.roles)),
        .past(user.disabledAt),
      ])
  }

  func disableUser(named name: String) throws -> Bool {
    try execute(Self.disableUser, [.text(name)]).first != nil
  }

  private static let allUsers = Statement(
    "all-users",
    "SELECT name, display_name, email, roles, disabled_at FROM recourse.users ORDER BY name COLLATE \"C\"")

  private static let userByName = Statement(
    "user-by-name", "SELECT name, display_name, email, roles, disabled_at FROM recourse.users WHERE name = $1")

  private static let keepUser = Statement(
    "keep-user",
    """
    INSERT INTO recourse.users (name, display_name, email, roles, disabled_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (name) DO UPDATE SET display_name = EXCLUDED.display_name, email = EXCLUDED.email,
      roles = EXCLUDED.roles, disabled_at = EXCLUDED.disabled_at
    """)

  private static let disableUser = Statement(
    "disable-user",
    """
    UPDATE recourse.users SET disabled_at = coalesce(disabled_at, recourse.now()) WHERE name = $1 RETURNING name
    """)

  private static func user(_ row: Row) throws -> User {
    User(
      name: try row.string(0), displayName: try row.string(1), email: try row.string(2), roles: try row.texts(3),
      disabledAt: try row.instantOrNil(4))
  }
}
