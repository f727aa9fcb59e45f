package import Expression

/// Where one case stands in its chart: a value that a step replaces. Running timers are the host's to keep.
package struct Session: Hashable, Sendable {
  /// Every active state but the root.
  package internal(set) var configuration = StateSet()
  /// What each history state remembers, by the history state's number.
  package internal(set) var history: [Int: StateSet] = [:]
  /// The value of each field.
  package internal(set) var data: [Value]
  /// Whether a top-level final state was reached; its configuration then stays as it was.
  package internal(set) var isDone = false
  /// How many ids were made for delayed sends, so that the next is unique within the case.
  package internal(set) var madeSendIDs = 0

  /// Of a case that has not begun: it stands nowhere and knows nothing.
  package static let none = Session(data: [])
}
