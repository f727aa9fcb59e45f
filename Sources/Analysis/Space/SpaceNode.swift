import Expression
package import Statechart

/// A case as an exploration sees it: where it stands, what is known of its data, and which timers run. It stands for all
/// cases that no condition of the workflow could tell from it.
package struct SpaceNode: Sendable {
  /// Where it stands. A field that could be any of several values holds a mark; see `Value.unsettledNumber`.
  package let session: Session
  /// The cells in which the value of an unsettled field lies, by field, of those that may still be asked.
  package let cells: [Int: StateSet]
  /// The timers that run and may change something, in the order in which they were started.
  package let timers: [SpaceTimer]
  /// The fields that may still be asked.
  let live: [Int]
  /// The histories that may still be gone back to as they stand.
  let histories: [Int]

  package var isDone: Bool { session.isDone }
}

/// A timer of an explored case.
package struct SpaceTimer: Hashable, Sendable {
  package let key: TimerKey
  /// What a delayed `send` sends.
  package let event: Event?
  /// How long it runs from its start, as it was set.
  package let span: DaySpan
}

/// Something that may happen to an explored case, and what comes of it: one macrostep and what follows of itself.
package struct SpaceStep: Sendable {
  /// What makes a case move.
  package enum Cause: Hashable, Sendable {
    /// Somebody opens it.
    case opening
    /// Somebody sends an event, in one of these roles; none where anybody may.
    case person(event: String, roles: [String])
    /// Something outside sends it, and may never: the end of a case that this one started.
    case outside(event: String)
    /// A timer of a state fires, or a delayed `send`.
    case timer(TimerKey)
    /// A clock warns, at so many hundredths of its limit.
    case clock(String, percent: Int)
    /// Somebody takes up the closed case again.
    case reopening

    /// Whether it comes by itself, if everybody is silent.
    package var isSilent: Bool {
      switch self {
      case .timer, .clock: true
      case .opening, .person, .outside, .reopening: false
      }
    }
  }

  package let cause: Cause
  /// The number of the node that it leads to; nil where the step never ends, and so is refused.
  package let target: Int?
  let way: SpaceWay

  /// By timer of the target: which of the timers before it is; nil for one that was started.
  package var origins: [Int?] { way.origins }
  /// What happened, in order: states entered and left, transitions taken, effects.
  package var outputs: [Output] { way.outputs }
  /// What the step took for granted of the fields that it asked for, as they stood before it.
  package var assumed: [Int: StateSet] { way.assumed }
  /// What it was given for fields, as far as something asked for it later in the step.
  package var given: [Int: StateSet] { way.given }
  /// The clocks that it starts, with their limits.
  package var clocks: [String: DaySpan] { way.clocks }
  /// What the questions of the exploration were answered with when it was over, by their text; nil for what stays open.
  package var answers: [String: Bool?] { way.answers }
  /// Whether something was answered that the data don't decide: who can be reached, or what day it is.
  package var isGuessed: Bool { way.isGuessed }
}

extension SpaceStep {
  /// What a condition comes out as when the step is over; nil where nobody has asked.
  func answer(_ condition: Expression) -> Bool? { answers[condition.source] ?? nil }
}
