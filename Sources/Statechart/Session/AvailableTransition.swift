/// A transition that an event from outside could call now, out of a state that is active.
package struct AvailableTransition: Hashable, Sendable {
  /// What its guard says before anything was sent.
  package enum Verdict: Hashable, Sendable {
    /// It holds, or there is none.
    case allowed
    /// It does not hold, or the sender's role may not call the transition.
    case refused
    /// It can't be said: the guard asks for something that only the event will bring.
    case undecided
  }

  /// The transition's number in the chart.
  package let transition: Int
  /// The state that it leads out of.
  package let source: Int
  /// The events that call it.
  package let descriptors: [EventDescriptor]
  /// What its guard says; `undecided` where nobody asked it.
  package let verdict: Verdict
}
