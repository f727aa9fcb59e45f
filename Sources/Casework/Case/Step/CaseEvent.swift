package import CivilTime
package import JSON

/// Something that happens to a case: a button, a timer, a mail, a call. Everything goes through here.
package struct CaseEvent: Sendable, Hashable {
  /// What happens.
  package enum Kind: Sendable, Hashable {
    /// The case is opened with these data.
    case open(JSONObject)
    /// An event of the workflow, with the data that came with it.
    case named(String, data: JSONValue?)
    /// The timer with this number within the case fell due.
    case timer(sequence: Int)
    /// The case's clocks stop, for a reason, until at the latest an instant.
    case pause(reason: String, until: Instant?)
    /// The case's clocks run on.
    case resume
    /// A person decides what becomes of a timer.
    case order(TimerOrder)
    /// Another version of the calendar has come into force.
    case recalculate(Recalculation)
    /// The case goes on by another version of its workflow: the one whose step this is.
    case migrate(CaseMigration)
    /// A migration is taken back, as the case has not moved since: this step is the earlier version's.
    case takeBack(MigrationReversal)
    /// What is personal in entries of the history is erased; the case stays as it is, or is emptied as well.
    case erase(revisions: [Int], reason: String, empties: Bool)
    /// A case that this one has started was opened.
    case adopt(child: CaseID)
    /// A case that this one has started has closed: `done.case.NAME`, with its outcome.
    case report(event: String, data: JSONValue)
    /// What the scheme's own people do with any case.
    case act(CaseAct)
  }

  package let id: EventID
  package let kind: Kind
  package let actor: Actor

  package init(id: EventID, kind: Kind, actor: Actor) {
    self.id = id
    self.kind = kind
    self.actor = actor
  }
}
