/// What a person decides about a timer, most often one whose step was refused.
package struct TimerOrder: Sendable, Hashable {
  /// What is to become of it.
  package enum Action: String, Sendable, Hashable, CaseIterable {
    /// It fires now. Where its step is refused again, nothing has changed.
    case retry
    /// It passes without its step. A delayed `send` begins its length anew, so that what repeats goes on; of a clock only
    /// this warning is passed over. The case's other timers run on.
    case skip
    /// It ends for good, and with it every timer of the same name: each `send` of that identifier, all of a clock's
    /// warnings.
    case cancel

    /// How the history calls it.
    var kind: JournalEntry.Kind {
      switch self {
      case .retry: .retried
      case .skip: .skipped
      case .cancel: .cancelled
      }
    }
  }

  package let action: Action
  /// Which timer of the case: see `CaseTimer.sequence`.
  package let sequence: Int
  /// Why, for the history.
  package let reason: String

  package init(_ action: Action, sequence: Int, reason: String) {
    self.action = action
    self.sequence = sequence
    self.reason = reason
  }
}
