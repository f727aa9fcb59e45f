/// What a token lets a program do.
package enum Scope: String, Sendable, Hashable, CaseIterable {
  case readCases = "cases:read"
  case writeCases = "cases:write"
  case readDirectory = "directory:read"
  case writeDirectory = "directory:write"
  case operate = "operate"
  /// Bring workflows and calendars into force, which people prove themselves for.
  case deploy = "deploy"
  case keepAccounts = "accounts"
  /// Who was shown who raised which case.
  case reviewReadings = "readings"
  /// Have calls made wherever something happens to cases.
  case webhooks = "webhooks"
  /// Keep up an organisation's contacts from its identity system.
  case scim = "scim"

  /// What it means, for whoever gives it.
  var meaning: String {
    switch self {
    case .readCases: "See cases, their histories and their forecasts."
    case .writeCases: "Open cases and do with them what the account may do."
    case .readDirectory: "See organisations, contracts and contacts."
    case .writeDirectory: "Change contracts and contacts."
    case .operate: "See timers and the outbox, and try things again."
    case .deploy: "Bring workflows and calendars into force."
    case .keepAccounts: "See and keep accounts and tokens."
    case .reviewReadings: "See who was shown who raised which case."
    case .webhooks: "Have addresses called when something happens to cases."
    case .scim: "Keep an organisation’s contacts up to date from its identity system."
    }
  }

  /// Whether people who use it without a token have to prove who they are first: it brings things into force, makes
  /// keys, or tells all contacts at once.
  var isGrave: Bool {
    switch self {
    case .readCases, .writeCases, .operate, .reviewReadings: false
    case .readDirectory, .writeDirectory, .deploy, .keepAccounts, .webhooks, .scim: true
    }
  }

  /// What staff need in its place.
  package var permission: Permission {
    switch self {
    case .readCases: .readCases
    case .writeCases: .workCases
    case .readDirectory, .writeDirectory, .scim: .keepDirectory
    case .operate, .deploy, .webhooks: .operate
    case .keepAccounts: .keepAccounts
    case .reviewReadings: .reviewReadings
    }
  }
}
