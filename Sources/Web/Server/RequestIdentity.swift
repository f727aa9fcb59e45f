package import Casework
package import CivilTime

/// The identifiers that forms carry, so that sending one twice does the thing once.
package enum RequestIdentity {
  /// A new one, for a form that is shown now.
  package static func fresh(at now: Instant) -> EventID { EventID(FreshID.make(at: now)) }

  /// What a form sent back.
  ///
  /// - Throws: `Refusal` where it is no identifier of ours.
  package static func event(in request: WebRequest) throws(Refusal) -> EventID {
    guard let id = EventID(request.form["event"] ?? "") else { throw Refusal.foreignForm }
    return id
  }

  /// The case that an event opens: worked out of it, so that a repeated form finds the case it opened.
  package static func caseID(for event: EventID) -> CaseID { CaseID(event.id) }

  /// The event of one of several cases that one form is about: the same form makes the same again.
  package static func event(_ form: EventID, for caseID: CaseID) -> EventID {
    EventID(FreshID.derived(from: form.id, caseID.description))
  }
}
