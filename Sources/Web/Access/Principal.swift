package import Casework
package import Engine

/// Who sends a request.
package enum Principal: Sendable, Hashable {
  case nobody
  /// Whoever follows one case.
  case supplier(CaseID)
  /// A contact of organisations, by address.
  case contact(String)
  case staff(User)
  /// A program, with the account that answers for it.
  case program(AccessToken, User)
}
