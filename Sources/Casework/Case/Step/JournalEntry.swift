package import CivilTime
package import JSON

/// One line of a case's history: what happened, who did it, and what came of it.
package struct JournalEntry: Sendable, Hashable {
  /// What kind of thing happened.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case opened, event, timer, ignored, paused, resumed
    /// Somebody was given the case, or gave it up.
    case assigned
    /// Somebody wrote a note, or added a document.
    case noted, attached
    /// A deadline was given more time.
    case extended
    /// Somebody declared an interest, which bars him from the case.
    case declared
    case linked, merged, reopened
    /// Deadlines moved with a calendar, or were kept against it.
    case recalculated
    /// The case went on by another version of its workflow, or back to the one before.
    case migrated
    /// What was personal in other entries was erased.
    case erased
    /// An operator tried a parked timer again, dropped it, or ended it.
    case retried, skipped, cancelled
    /// A timer fell due and its step was refused: a person has to look.
    case parked
  }

  /// The revision of the case that the entry made.
  package let revision: Int
  package let at: Instant
  package let eventID: EventID
  package let kind: Kind
  /// The event's name, or the timer's.
  package let name: String
  package let actor: Actor
  /// For a timer: when it was due, however late it fired.
  package let due: Instant?
  /// What came of it: states left and entered, fields set, timers started and stopped, messages, faults.
  package let payload: JSONObject

  /// What the sender filled in.
  package var input: JSONObject { payload["data"]?.objectValue ?? JSONObject() }

  package init(
    revision: Int, at: Instant, eventID: EventID, kind: Kind, name: String, actor: Actor, due: Instant?,
    payload: JSONObject
  ) {
    self.revision = revision
    self.at = at
    self.eventID = eventID
    self.kind = kind
    self.name = name
    self.actor = actor
    self.due = due
    self.payload = payload
  }
}
