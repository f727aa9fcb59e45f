package import Casework
package import CivilTime
import Statechart
package import WorkingTime

/// How the date of a timer or a clock of a case was worked out: from when it counts, by which rule, what happened to it
/// since, and which days it passed over.
package struct Explanation: Sendable {
  /// What is explained.
  package enum Subject: Sendable, Hashable {
    /// A timer, by its number within the case.
    case timer(Int)
    /// A clock of the workflow, by its name.
    case clock(String)
  }

  package let subject: Subject
  /// As histories call it.
  package let name: String
  package let rule: DelayRule
  /// What started it; nil where the history does not tell.
  package let start: Start?
  /// What happened to its date since, in order.
  package let turns: [Turn]
  /// The days that it passed over.
  package let count: TimerCount
  /// When it ends, worked out of the above, and not by asking the timer; nil while it stands still.
  package let due: Instant?
  /// What is left of it while it stands still, in the length's measure.
  package let left: Duration?

  /// What starts a timer.
  package struct Start: Sendable {
    /// The journal's entry.
    package let entry: JournalEntry
    /// From when it counts.
    package let countsFrom: Instant
    /// Whether it began anew there, as the workflow has it after a pause.
    package let isAnew: Bool

    /// Whether what arrived counts as the next working day's.
    package var isLate: Bool { countsFrom != entry.at }
  }

  /// Something that happened to a date.
  package struct Turn: Sendable {
    package enum Kind: Sendable, Hashable {
      /// It stands still from here on.
      case stopped
      /// It runs on; so much did not count, in the length's measure.
      case resumed(lost: Duration)
      case extended(by: Delay)
      /// Another version of the calendar came into force: the date that was promised was kept against it.
      case kept(Instant)
      /// Another version of the calendar came into force and moved the date.
      case moved(from: Instant?, to: Instant?)
      /// The case went on by another version of its workflow, or back, and that moved the date.
      case migrated(from: Instant?, to: Instant?)
    }

    package let kind: Kind
    package let entry: JournalEntry
    /// The date as it was after it; nil while the timer stands still.
    package let date: Instant?
  }
}
