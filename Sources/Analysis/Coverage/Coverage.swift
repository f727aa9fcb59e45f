package import Casework
package import CivilTime
import Expression
package import WorkingTime

/// Whether everybody whom a workflow may need can be reached, for each body and on each working day of some time ahead.
///
/// It asks the very search that a step asks, once for each stretch of days on which nothing changes in the directory.
package struct Coverage {
  private let workflow: Workflow
  private let directory: Directory
  private let calendar: WorkingCalendar
  private let first: CivilDate
  private let last: CivilDate

  /// - Parameters:
  ///   - day: the first day that is looked at.
  ///   - workingDays: how many are, at least one.
  /// - Throws: where the calendar does not reach so far.
  package init(
    of workflow: Workflow, in directory: Directory, from day: CivilDate, workingDays: Int, _ calendar: WorkingCalendar
  ) throws(CalendarError) {
    self.workflow = workflow
    self.directory = directory
    self.calendar = calendar
    first = try calendar.firstWorkingDay(onOrAfter: day)
    last = try calendar.date(adding: max(1, workingDays) - 1, workingDaysTo: first)
  }

  /// The gaps for these bodies, the worst first and among those what most open cases are about.
  package func gaps(for subjects: [CoverageSubject]) throws(CalendarError) -> [CoverageGap] {
    let parties = needed
    var gaps: [CoverageGap] = []
    for subject in subjects {
      let stretches = try stretches(subject)
      let values = values(subject)
      for party in parties {
        gaps += try self.gaps(party, subject, stretches, values)
        if let alone = alone(party, subject) { gaps.append(alone) }
      }
    }
    return CoverageGap.ordered(gaps)
  }

  /// The parties of the directory whose move it may be, or to whom a message may go.
  private var needed: [Party] {
    var ids = Set(workflow.stateNotes.compactMap(\.owner))
    for case .notify(let party, _) in workflow.effects { ids.insert(party) }
    return workflow.parties.filter { $0.directoryRole != nil && ids.contains($0.id) }
  }

  // MARK: - Days

  /// Days in a row on which everybody is asked alike: from working day to working day.
  private func stretches(_ subject: CoverageSubject) throws(CalendarError) -> [ClosedRange<CivilDate>] {
    let turns = Set(contacts(subject).flatMap(\.turns)).filter { first < $0 && $0 <= last }.sorted()
    var stretches: [ClosedRange<CivilDate>] = []
    for (start, end) in zip([first] + turns, turns.map { $0.adding(days: -1) } + [last]) {
      let from = try calendar.firstWorkingDay(onOrAfter: start)
      let to = try calendar.lastWorkingDay(onOrBefore: end)
      if from <= to { stretches.append(from...to) }
    }
    return stretches
  }

  /// Everybody on whom the answer for a body may depend: rather too many than one too few.
  private func contacts(_ subject: CoverageSubject) -> [Contact] {
    var bodies = [subject.organisation, subject.contract.flatMap(directory.contract)?.authority].compactMap(\.self)
    for body in bodies {
      guard let succession = directory.succession(of: body) else { continue }
      bodies += succession.heirs + succession.parts
    }
    let roles = Set(workflow.parties.compactMap(\.directoryRole))
    var found = bodies.flatMap { body in roles.flatMap { directory.holders(of: $0, at: body) } }
    var known: Set<String> = []
    var next = 0
    while next < found.count {
      let deputy = found[next].deputy
      next += 1
      if let deputy, known.insert(EmailAddress.key(deputy)).inserted { found += directory.posts(ofAddress: deputy) }
    }
    return found
  }

  // MARK: - Answers

  private func gaps(
    _ party: Party, _ subject: CoverageSubject, _ stretches: [ClosedRange<CivilDate>], _ values: PartyFields
  ) throws(CalendarError) -> [CoverageGap] {
    var gaps: [CoverageGap] = []
    for stretch in stretches {
      let resolution = workflow.resolve(party: party.id, on: stretch.lowerBound, in: directory, values)
      guard resolution.party != party.id else { continue }
      let gap = CoverageGap(
        severity: resolution.recipient == .nobody ? .nobody : .fallsBack, workflow: workflow.name, party: party.id,
        title: party.title, subject: subject, from: stretch.lowerBound, to: stretch.upperBound,
        instead: resolution.party.flatMap(workflow.party)?.title, because: resolution.passedOver)
      if let before = gaps.last, before.continues(with: gap), try isNext(before.to, gap.from) {
        gaps[gaps.count - 1] = before.through(gap.to)
      } else {
        gaps.append(gap)
      }
    }
    return gaps
  }

  private func isNext(_ day: CivilDate, _ other: CivilDate) throws(CalendarError) -> Bool {
    try calendar.firstWorkingDay(onOrAfter: day.adding(days: 1)) == other
  }

  /// One person in a role, for whom nobody stands in: no gap as yet.
  private func alone(_ party: Party, _ subject: CoverageSubject) -> CoverageGap? {
    guard let role = party.directoryRole, let organisation = subject.organisation else { return nil }
    let holders = directory.holders(of: role, at: organisation).filter { contact in
      contact.isValid(on: first) && contact.bouncedAt == nil
        && (contact.contract == nil || contact.contract.map(Directory.key) == subject.contract.map(Directory.key))
    }
    guard holders.count == 1, let person = holders.first, person.deputy == nil else { return nil }
    return CoverageGap(
      severity: .alone, workflow: workflow.name, party: party.id, title: party.title, subject: subject, from: first,
      to: last, instead: nil, because: [])
  }

  /// A case of which nothing is known but whom it is about.
  private func values(_ subject: CoverageSubject) -> PartyFields {
    var values = [Value](repeating: .null, count: workflow.fields.count)
    for party in workflow.parties where party.directoryRole != nil {
      for field in party.contract?.variables ?? [] where values.indices.contains(field) {
        values[field] = subject.contract.map(Value.string) ?? .null
      }
      for field in party.organisation?.variables ?? [] where values.indices.contains(field) {
        values[field] = subject.organisation.map(Value.string) ?? .null
      }
    }
    return PartyFields(values: values)
  }
}

extension Contact {
  /// The days from which on the person may be asked, or may not any more.
  fileprivate var turns: [CivilDate] {
    [
      validFrom, validTo?.adding(days: 1), absence?.from, absence?.to?.adding(days: 1),
    ].compactMap(\.self)
  }
}

extension CoverageGap {
  /// The worst first, and among those what most open cases are about.
  package static func ordered(_ gaps: [CoverageGap]) -> [CoverageGap] { gaps.sorted { $0.rank < $1.rank } }

  private var rank: (Int, Int, CivilDate, String, String) {
    (severity.rawValue, -subject.openCases, from, subject.name, "\(workflow) \(party)")
  }

  fileprivate func continues(with next: CoverageGap) -> Bool {
    severity == next.severity && instead == next.instead && because == next.because
  }

  fileprivate func through(_ day: CivilDate) -> CoverageGap {
    CoverageGap(
      severity: severity, workflow: workflow, party: party, title: title, subject: subject, from: from, to: day,
      instead: instead, because: because)
  }
}
