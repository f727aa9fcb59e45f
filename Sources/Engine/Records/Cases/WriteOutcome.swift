/// What became of one write among others.
package enum WriteOutcome: Sendable, Hashable {
  case written
  /// Somebody else stepped the case first: read it again and decide anew.
  case conflict
  /// The journal has the event already: it has had its effect, once.
  case duplicate
}
