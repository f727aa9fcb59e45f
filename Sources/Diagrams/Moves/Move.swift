package import Casework

/// One way on from a step: who or what opens it, when, and where it leads. What every drawing of a workflow is made of.
package struct Move: Sendable, Hashable {
  /// What makes it happen.
  package enum Cause: Sendable, Hashable {
    /// Somebody decides.
    case person
    /// A deadline passes and nobody has done anything.
    case silence
    /// Another timer ends.
    case time
    /// The workflow goes on by itself: a choice, an event of its own, or everything inside is done.
    case itself
  }

  /// The number of the transition.
  package let transition: Int
  /// The number of the state that it leaves.
  package let source: Int
  /// The numbers of the states that it leads to; empty for one that stays.
  package let targets: [Int]
  package let cause: Cause
  /// What it is called: the button's title, or the event in words.
  package let title: String
  /// The titles of those who may do it.
  package let people: [String]
  /// The time that passes before it.
  package let period: PeriodWords?
  /// When it is allowed, in words; nil for always.
  package let condition: String?
  /// Whether those words have no CEL among them.
  package let conditionIsPlain: Bool
  /// Whether it is taken where the ones before it, of the same cause, are not.
  package let isOtherwise: Bool
}
