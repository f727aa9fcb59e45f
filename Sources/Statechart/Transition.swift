package import Expression

/// A transition of a chart, with its targets found and its domain worked out where it never changes.
package struct Transition: Sendable {
  /// Its number in the chart, in document order.
  package let number: Int
  /// The state that it leads out of.
  package let source: Int
  /// Its place among its source's transitions, from 0: the N of `take ID#N`.
  package let ordinal: Int
  /// What calls it.
  package let trigger: TransitionDefinition.Trigger
  /// When it is allowed; always, where there is none.
  package let `guard`: Expression?
  /// Where it leads; empty for one that stays.
  package let targets: [Int]
  /// Whether it leaves its own compound state alone when it leads inside it.
  package let isInternal: Bool
  /// What it does between leaving and entering.
  package let actions: [Action]
  /// Its domain; none where it stays, or where a history among its targets decides anew each time.
  package internal(set) var fixedDomain: Int?
  /// Whether a history is among its targets.
  package let hasHistoryTarget: Bool
}
