/// Who may use a route. Each route says it; what none says, nobody may.
package enum Access: Sendable, Hashable {
  /// Anybody, and nothing is remembered of them.
  case everyone
  /// Anybody, with a cookie for what they fill in.
  case visitor
  /// Whoever follows a case; which one, the session says.
  case supplier
  /// A contact of an organisation.
  case contact
  /// One of the scheme's own people who may do this.
  case staff(Permission)
  /// The same, and they have proved who they are within the last minutes.
  case proven(Permission)
  /// A program, or staff, with this scope or permission.
  case program(Scope)
  /// A program, or staff, whatever it may do.
  case anyProgram

  /// Whether a token can stand for whoever asks.
  var takesTokens: Bool {
    switch self {
    case .program, .anyProgram: true
    case .everyone, .visitor, .supplier, .contact, .staff, .proven: false
    }
  }
}
