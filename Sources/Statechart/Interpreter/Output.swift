package import Expression

/// One thing that a step decided, in order of execution: the host writes it down or carries it out.
package enum Output: Hashable, Sendable {
  /// A state became active; its entry actions follow.
  case entered(Int)
  /// A state is being left; its exit actions follow.
  case exited(Int)
  /// A state was entered that nobody answers for: none of its actions were done, and its deadline's transition follows.
  case skipped(Int, reason: String)
  /// A transition was taken (its number in the chart); its actions follow.
  case took(Int)
  /// A line for the timeline.
  case logged(String)
  /// An internal event was queued: by `raise`, by a completed state or by a fault.
  case raised(String)
  /// A timer starts. A delayed `send` comes with the event that is due; one of the same id that still runs goes on
  /// beside it, as W3C has it, and both fire.
  indirect case scheduled(TimerKey, TimerSetting, event: Event?)
  /// Every timer of this key that still runs stops.
  case cancelled(TimerKey)
  /// An event for the case's own external queue, after those that wait there already.
  indirect case sent(Event)
  /// An effect in the domain: an index into the workflow's own table, and its arguments.
  case performed(Int, Value)
  /// A field has a new value.
  case assigned(field: Int, Value)
  /// An expression or an action failed; `error.execution` was raised with this reason.
  case fault(String)
  /// An event that nothing matched, or that came after the end: it changed nothing.
  indirect case ignored(Event)
  /// The case has ended in this top-level final state, with its data. Every timer and waiting event of it is void.
  case ended(Int, Value)
}

extension Output {
  /// Whether it means something still when the case ends in the same breath.
  var outlivesTheCase: Bool {
    switch self {
    case .raised, .scheduled, .sent: false
    case .entered, .exited, .skipped, .took, .logged, .cancelled, .performed, .assigned, .fault, .ignored, .ended: true
    }
  }
}
