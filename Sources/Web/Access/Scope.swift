/// What a token lets a program do.
package enum Scope: String, Sendable, Hashable, CaseIterable {
  case readCases = "cases:read"
  case writeCases = "cases:write"
  case readDirectory = "directory:read"
  case writeDirectory = "directory:write"
  case operate = "operate"
  /// Keep up an organisation's contacts from its identity system.
  case scim = "scim"

  /// What staff need in its place.
  package var permission: Permission {
    switch self {
    case .readCases: .readCases
    case .writeCases: .workCases
    case .readDirectory, .writeDirectory, .scim: .keepDirectory
    case .operate: .operate
    }
  }
}
