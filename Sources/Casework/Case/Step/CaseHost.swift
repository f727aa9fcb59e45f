package import CivilTime
package import Expression
package import Statechart
import WorkingTime

/// Answers for `CaseScope`'s variables and functions in one step of one case.
package struct CaseHost: Host {
  let workflow: Workflow
  let caseID: CaseID
  let openedAt: Instant
  let facts: Facts
  /// Who has let a deadline pass, and is not asked again as another party.
  let silent: [Approach]
  /// The last day of the state in which the case rests, for messages; nil where it has no deadline.
  var dueDay: CivilDate?
  /// The person who sends the event, where it is known who that is.
  var sender: String?
  /// Who has sent the events that some `not-by` names.
  var acted: [String: [String]] = [:]
  private let partyMap: PartyMap

  package init(workflow: Workflow, caseID: CaseID, openedAt: Instant, facts: Facts, silent: [Approach] = []) {
    self.workflow = workflow
    self.caseID = caseID
    self.openedAt = openedAt
    self.facts = facts
    self.silent = silent
    partyMap = PartyMap()
  }

  package func value(of variable: Int, data: [Value]) -> Value {
    guard let variable = CaseScope.HostVariable(rawValue: variable) else { return .null }
    switch variable {
    case .caseID: return .string(caseID.description)
    case .caseReference: return .string(CaseReference(of: caseID).description)
    case .caseOpenedAt: return .timestamp(openedAt)
    case .now: return .timestamp(facts.now)
    case .due: return .string(dueDay.map(Wording.text(of:)) ?? "")
    case .case:
      return .map(
        MapValue([
          ("id", value(of: CaseScope.HostVariable.caseID.rawValue, data: data)),
          ("reference", value(of: CaseScope.HostVariable.caseReference.rawValue, data: data)),
          ("opened_at", .timestamp(openedAt)),
        ]))
    case .party: return parties(data)
    }
  }

  package func has(key: String, in variable: Int, data: [Value]) -> Bool? {
    guard CaseScope.HostVariable(rawValue: variable) == .party else { return nil }
    return workflow.parties.firstIndex { $0.id == key }.map { party($0, data) != nil } ?? false
  }

  private func parties(_ data: [Value]) -> Value {
    var reached = MapValue()
    for (number, party) in workflow.parties.enumerated() {
      if let value = self.party(number, data) { reached.set(value, for: .string(party.id)) }
    }
    return .map(reached)
  }

  /// What expressions see of a party that somebody can be reached as; nil where only others could stand in. Each is
  /// looked for when it is first asked after.
  private func party(_ number: Int, _ data: [Value]) -> Value? {
    if let own = workflow.ownParties[number] { return own }
    return partyMap.party(number, for: data) {
      let party = workflow.parties[number]
      var search = PartySearch(
        workflow, on: today, in: facts.directory, silent: silent, DataActivation(data: data, host: self))
      guard case .person(let name, _)? = search.recipient(of: party) else { return nil }
      return party.value(named: name)
    }
  }

  package func vacancy(of state: Int, data: [Value]) -> String? {
    guard let owner = workflow.stateNotes[state].owner else { return nil }
    let resolution = workflow.resolve(
      party: owner, on: today, in: facts.directory, silent: silent, admitsStaff: false,
      DataActivation(data: data, host: self))
    guard resolution.recipient == .nobody else { return nil }
    return resolution.passedOver.map(\.description).joined(separator: "; ")
  }

  package func permits(_ transition: Int, _ event: Event) -> Bool {
    guard facts.enforcesRoles, event.kind == .external, event.timer == nil else { return true }
    let note = workflow.transitionNotes[transition]
    guard event.by.map(note.roles.contains) == true else { return false }
    return note.notBy.isEmpty || note.admits(sender, acted)
  }

  package func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    guard let function = CaseScope.HostFunction(rawValue: function) else {
      throw EvaluationError(.unknownFunction, "no such function")
    }
    switch (function, arguments.first, arguments.dropFirst().first) {
    case (.workingDays, .int(let amount)?, nil): return try HostDelay(unit: .workingDays, amount: amount).value
    case (.workingHours, .int(let amount)?, nil): return try HostDelay(unit: .workingHours, amount: amount).value
    case (.days, .int(let amount)?, nil): return try HostDelay(unit: .days, amount: amount).value
    case (.weeks, .int(let amount)?, nil): return try HostDelay(unit: .weeks, amount: amount).value
    case (.months, .int(let amount)?, nil): return try HostDelay(unit: .months, amount: amount).value
    case (.addWorkingDays, .timestamp(let start)?, .int(let days)?):
      return .timestamp(
        try counted { () throws(CalendarError) in
          try facts.calendar.dueInstant(of: .workingDays(Self.reasonable(days)), from: start)
        })
    case (.addWorkingDaysToDate, .date(let start)?, .int(let days)?):
      return .date(
        try counted { () throws(CalendarError) in
          try facts.calendar.date(adding: Self.reasonable(days), workingDaysTo: start)
        })
    case (.workingDaysBetween, .timestamp(let start)?, .timestamp(let end)?):
      return .int(try between(day(of: start), day(of: end)))
    case (.workingDaysBetweenDates, .date(let start)?, .date(let end)?): return .int(try between(start, end))
    case (.addDays, .date(let date)?, .int(let days)?): return .date(date.adding(days: Self.reasonable(days)))
    case (.addMonths, .date(let date)?, .int(let months)?): return .date(date.adding(months: Self.reasonable(months)))
    case (.date, .timestamp(let instant)?, nil): return .date(day(of: instant))
    case (.workingDays, _, _), (.workingHours, _, _), (.days, _, _), (.weeks, _, _), (.months, _, _),
      (.addWorkingDays, _, _), (.addWorkingDaysToDate, _, _), (.workingDaysBetween, _, _),
      (.workingDaysBetweenDates, _, _), (.addDays, _, _), (.addMonths, _, _), (.date, _, _):
      throw EvaluationError(.noSuchOverload, "\(function.declaration.name) can't take these values")
    }
  }

  var today: CivilDate { day(of: facts.now) }

  private func day(of instant: Instant) -> CivilDate { facts.calendar.zone.civil(at: instant).date }

  /// Keeps the count of days within what any calendar could cover, so that nothing overflows.
  private static func reasonable(_ amount: Int64) -> Int {
    Int(max(-HostDelay.largestAmount, min(HostDelay.largestAmount, amount)))
  }

  private func between(_ start: CivilDate, _ end: CivilDate) throws(EvaluationError) -> Int64 {
    Int64(try counted { () throws(CalendarError) in try facts.calendar.workingDays(from: start, to: end) })
  }

  private func counted<T>(_ count: () throws(CalendarError) -> T) throws(EvaluationError) -> T {
    do throws(CalendarError) {
      return try count()
    } catch {
      throw EvaluationError(.invalidArgument, error.description)
    }
  }
}

/// The case's data alone, for the expressions by which a party is found.
private struct DataActivation: Activation {
  let data: [Value]
  let host: CaseHost

  func value(of variable: Int) -> Value { data.indices.contains(variable) ? data[variable] : .null }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    try host.call(function - 1, arguments)
  }
}
