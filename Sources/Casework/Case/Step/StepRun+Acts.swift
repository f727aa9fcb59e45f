import CivilTime
import Expression
import Statechart

// What the scheme's own people do with a case beside the workflow's events.
extension StepRun {
  mutating func perform(_ act: CaseAct) throws(Rejection) {
    switch act {
    case .reopen: break
    case .note, .attach: try workflow.checkParty(act.name, event.actor, facts)
    case .assign, .extend, .declareInterest, .withdrawInterest, .link, .merge, .mailCameBack:
      try workflow.checkStaff(act.name, event.actor, facts)
    }
    switch act {
    case .assign(let assignment): try assign(assignment)
    case .note(let text, _): try CaseText.check(text, "text", limit: CaseLimits.note)
    case .attach(let attachment): try CaseText.check(attachment.name, "name", limit: CaseLimits.name)
    case .extend(let extended): try extend(extended)
    case .declareInterest(let person, let reason): try declareInterest(of: person, reason)
    case .withdrawInterest(let person, let reason): try withdrawInterest(of: person, reason)
    case .link(let other, let relation): try link(to: other, relation)
    case .merge(let other): try merge(into: other)
    case .mailCameBack(let message): noteReturn(to: message.party)
    case .reopen(let reason): try reopen(reason)
    }
  }

  private mutating func assign(_ assignment: CaseAssignment) throws(Rejection) {
    guard !`case`.session.isDone else { throw .closed }
    if let reason = assignment.reason { try CaseText.check(reason, "reason", limit: CaseLimits.reason) }
    switch (assignment.condition, `case`.assignee) {
    case (.anybodys, _), (.nobodys, nil): break
    case (.of(let expected), let present?) where Person.isSame(expected, present): break
    case (.nobodys, _), (.of, _): throw .assignedOtherwise
    }
    if let person = assignment.to {
      try CaseText.check(person, "to", limit: CaseLimits.name)
      guard !`case`.isBarred(person) else { throw .barred(act: "be given it") }
    }
    `case`.assignee = assignment.to
  }

  private mutating func declareInterest(of person: String, _ reason: String) throws(Rejection) {
    try CaseText.check(person, "person", limit: CaseLimits.name)
    try CaseText.check(reason, "reason", limit: CaseLimits.reason)
    guard `case`.interests.count < CaseLimits.interests else {
      throw .tooMany("declared interests", limit: CaseLimits.interests)
    }
    `case`.interests.removeAll { Person.isSame($0.person, person) }
    `case`.interests.append(Interest(person: person, reason: reason, since: facts.now))
    // Whoever is barred does not look after the case either.
    if let assignee = `case`.assignee, Person.isSame(assignee, person) {
      `case`.assignee = nil
      remarks["unassigned"] = true
    }
  }

  /// Not by the person concerned: a bar that one lifts oneself is none.
  private mutating func withdrawInterest(of person: String, _ reason: String) throws(Rejection) {
    try CaseText.check(reason, "reason", limit: CaseLimits.reason)
    guard `case`.isBarred(person) else { throw .noSuchInterest }
    guard let sender = event.actor.name else { throw .nameless(act: "withdraw-interest") }
    guard !Person.isSame(sender, person) else {
      throw .samePerson(act: "withdraw-interest", earlier: ["declare-interest"])
    }
    `case`.interests.removeAll { Person.isSame($0.person, person) }
  }

  private mutating func link(to other: CaseID, _ relation: CaseLink.Relation) throws(Rejection) {
    guard other != `case`.id else { throw .sameCase }
    let link = CaseLink(other, relation)
    guard !`case`.links.contains(link) else { throw .linkedAlready }
    // What is merged into a case that was merged itself would be lost on whoever looks for it.
    if relation == .mergedFrom, `case`.mergedInto != nil { throw .mergedAlready }
    guard `case`.links.count < CaseLimits.links else { throw .tooMany("links", limit: CaseLimits.links) }
    `case`.links.append(link)
  }

  /// The case ends. A workflow that says what a merger does, by an event of that name, is asked first.
  private mutating func merge(into other: CaseID) throws(Rejection) {
    guard !`case`.session.isDone else { throw .closed }
    try workflow.checkUnbiased("merge", event.actor, `case`)
    try link(to: other, .mergedInto)
    let form = workflow.forms(of: Self.merger, in: `case`.session)
    if !workflow.transitions(for: Self.merger, in: `case`.session).isEmpty {
      try workflow.checkPermission(Self.merger, event.actor, `case`, facts)
      let reference = Value.string(CaseReference(of: other).description)
      let data = form.filter { workflow.fields[$0].type == .string }.map { (workflow.fields[$0].name, reference) }
      try send(Event(Self.merger, data: .map(MapValue(data)), by: event.actor.role), fromPerson: true)
    }
    guard !`case`.session.isDone else { return }
    let ending = Event(Self.merger, by: event.actor.role)
    try settle(workflow.chart.end(&`case`.session, on: ending, host: host), after: ending)
    if let outcome = workflow.fields.firstIndex(where: { $0.name == "outcome" && $0.takes("merged") }) {
      _ = workflow.chart.set(outcome, to: .string("merged"), in: &`case`.session)
    }
  }

  /// The event by which a workflow says what a merger does.
  private static let merger = "merge"

  private mutating func reopen(_ reason: String) throws(Rejection) {
    guard let reopening = workflow.reopening else { throw .cannotReopen(workflow: workflow.name) }
    if facts.enforcesRoles, event.actor.role.map(reopening.roles.contains) != true {
      throw .notPermitted(event: "reopen", role: event.actor.role, permitted: reopening.roles)
    }
    try workflow.checkUnbiased("reopen", event.actor, `case`)
    try CaseText.check(reason, "reason", limit: CaseLimits.reason)
    guard `case`.session.isDone else { throw .notClosed }
    guard `case`.mergedInto == nil else { throw .mergedAlready }
    `case`.closedAt = nil
    `case`.reopenings += 1
    let again = Event("reopen", by: event.actor.role)
    let first: [Output]
    do throws(MicrostepLimitExceeded) {
      first = try workflow.chart.reenter(&`case`.session, at: reopening.target, on: again, host: host)
    } catch {
      throw .endless(microsteps: MicrostepLimitExceeded.limit)
    }
    try settle(first, after: again)
  }

  /// Remembers who has sent an event that some `not-by` names, once it has counted.
  mutating func remember(_ name: String) {
    guard !wasIgnored, workflow.watchedEvents.contains(name), let person = event.actor.name.map(Person.key) else {
      return
    }
    if `case`.acted[name]?.contains(person) != true { `case`.acted[name, default: []].append(person) }
  }
}

extension DataField {
  /// Whether it can hold a word.
  fileprivate func takes(_ word: String) -> Bool { (try? value(of: .string(word))) == .string(word) }
}

extension Workflow {
  /// Whoever has an interest in a case decides nothing in it.
  func checkUnbiased(_ act: String, _ actor: Actor, _ case: Case) throws(Rejection) {
    if let name = actor.name, `case`.isBarred(name) { throw .barred(act: act) }
  }
}
