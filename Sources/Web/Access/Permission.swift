package import Engine

/// What one of the scheme's own people may do.
package enum Permission: String, Sendable, Hashable, CaseIterable {
  /// Whatever everybody with an account may: sign out, their own feed.
  case own
  /// See cases and what belongs to them.
  case readCases
  /// Open, advance, assign and note them.
  case workCases
  /// See and change the directory.
  case keepDirectory
  /// Look at and deploy workflows, timers, outbox, calendars and nodes.
  case operate
  /// Accounts and tokens.
  case keepAccounts
  /// See who was shown who raised which case.
  case reviewReadings

  /// Which roles have it. An account with none of these roles has only `own`.
  package var roles: Set<String> {
    switch self {
    case .own: []
    case .readCases: ["case-team", "case-manager", "approver", "head-of-team", "ops"]
    case .workCases: ["case-team", "case-manager", "approver", "head-of-team"]
    case .keepDirectory: ["case-team", "case-manager", "head-of-team", "ops"]
    case .operate: ["ops"]
    case .keepAccounts: ["ops", "head-of-team"]
    case .reviewReadings: ["head-of-team"]
    }
  }

  package func isGiven(to user: User) -> Bool {
    user.disabledAt == nil && (self == .own || !roles.isDisjoint(with: user.roles))
  }
}
