package import Expression

/// Something that a case may answer: a person's button, a message, a timer, or a signal of the case to itself.
package struct Event: Hashable, Sendable {
  /// Where an event comes from, which decides its queue.
  package enum Kind: Hashable, Sendable {
    /// From outside, or from the case's own `send`: waits in the external queue until the case rests.
    case external
    /// From `raise`: answered within the same macrostep.
    case `internal`
    /// From the interpreter itself: `done.state.ID` and `error.execution`, answered within the same macrostep.
    case platform
  }

  /// What happened, in dotted words.
  package var name: String
  /// What it carries; null when nothing.
  package var data: Value
  /// Its queue.
  package var kind: Kind
  /// In which role the sender acts, where a person sent it.
  package var by: String?
  /// The timer that fired, where it is one. The timer of an `after` selects its own transition and no other.
  package var timer: TimerKey?

  /// An event, by default one from outside that carries nothing.
  package init(
    _ name: String, data: Value = .null, kind: Kind = .external, by: String? = nil, timer: TimerKey? = nil
  ) {
    self.name = name
    self.data = data
    self.kind = kind
    self.by = by
    self.timer = timer
  }

  /// The event of an `after` timer that fired.
  package static func fired(_ timer: TimerKey) -> Event {
    Event("after", timer: timer)
  }

  /// Whether this is the timer of an `after`, which matches no descriptor.
  var isAfterTimer: Bool {
    switch timer {
    case .after: true
    case .send, nil: false
    }
  }
}
