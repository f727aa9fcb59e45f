/// Which timer of a case: the one that a state's `after` arms, or a delayed `send`.
package enum TimerKey: Hashable, Sendable {
  /// The timer of an `after`: its state's number and the transition's place among that state's transitions, from 0.
  case after(state: Int, transition: Int)
  /// A delayed `send`, by its id: the author's own, or `#1`, `#2` … made for this case.
  case send(id: String)
}
