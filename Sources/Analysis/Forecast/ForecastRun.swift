import Casework
import CivilTime
import WorkingTime

/// A forecast while it is being worked out.
///
/// It goes as a worker does: who comes to a case fires what is due, the longest overdue first; what is refused is
/// parked, and tried again when the next timer falls due, or after a while. Once nothing is due at an instant, what cases
/// have to tell one another is carried.
struct ForecastRun {
  private(set) var steps: [ForecastStep] = []
  private(set) var breaches: [ClockBreach] = []
  /// The case that is forecast first, then those below it.
  private var members: [ForecastMember]
  private var numbers: [CaseID: Int] = [:]
  private var errands: [ForecastErrand]
  private let family: CaseFamily?
  private var clock: Instant
  /// How many steps all of them made.
  private var count = 0

  /// Steps of all cases together after which a forecast stops, as many times those that the one case may have.
  private static let kinFactor = 10

  init(workflow: Workflow, case: Case, facts: Facts, family: CaseFamily?) {
    self.family = family
    clock = facts.now
    members = [ForecastMember(workflow: workflow, case: `case`, facts: facts)]
    members += (family?.members ?? []).map { ForecastMember(workflow: $0.workflow, case: $0.case, facts: $0.facts) }
    errands = family?.errands ?? []
    for (number, member) in members.enumerated() { numbers[member.case.id] = number }
  }

  var stalls: [ForecastStall] { members[0].stalls }

  var kin: [ForecastKin] {
    members.dropFirst().map { member in
      ForecastKin(
        id: member.case.id, parent: member.case.parent?.id, workflow: member.workflow, isForeseen: member.isForeseen,
        entries: member.entries, closesAt: member.case.closedAt)
    }
  }

  /// Lives on until nothing is left that could happen.
  mutating func end(atMost limit: Int) -> ForecastEnd {
    while !members[0].isDone {
      if let error = members[0].undated { return .refused(at: clock, .calendar(error)) }
      let next = self.next()
      do throws(CalendarError) {
        try noteBreaches(until: next?.at)
      } catch {
        return .refused(at: clock, .calendar(error))
      }
      guard let next else { return standstill }
      guard steps.count < limit, count < limit * Self.kinFactor else { return .goesOn(next.at) }
      clock = next.at
      switch next {
      case .visit(let visit, let number):
        members[number].come(at: visit.at, retry: visit.retry)
        fire(visit.timer, of: number)
      case .errand(let position, _): carryOut(errands.remove(at: position))
      }
    }
    return .closes(at: members[0].case.closedAt ?? clock)
  }

  private enum Happening {
    case visit(ForecastMember.Visit, of: Int)
    case errand(Int, at: Instant)

    var at: Instant {
      switch self {
      case .visit(let visit, _): visit.at
      case .errand(_, let at): at
      }
    }
  }

  /// What happens next: at one instant timers come before what is carried.
  private func next() -> Happening? {
    let isAwaiting = !errands.isEmpty || members.contains { $0.awaited != nil }
    var first: Happening?
    for number in members.indices {
      guard let visit = members[number].nextVisit(at: clock, isAwaiting: isAwaiting) else { continue }
      if first.map({ visit.at < $0.at }) ?? true { first = .visit(visit, of: number) }
    }
    let errand = errands.indices.min { errands[$0].order < errands[$1].order }
    if let errand, case let at = max(clock, errands[errand].availableAt), first.map({ at < $0.at }) ?? true {
      return .errand(errand, at: at)
    }
    return first
  }

  private mutating func fire(_ timer: CaseTimer, of number: Int) {
    let member = members[number]
    let event = CaseEvent(
      id: EventID(timer: timer.sequence, of: member.case.id), kind: .timer(sequence: timer.sequence), actor: .engine)
    do throws(Rejection) {
      let update = try member.workflow.step(member.case, on: event, given: member.facts)
      let notAsked = number == 0 ? try member.workflow.notAsked(in: update, member.facts) : []
      take(update, .timer(timer), of: number, notAsked)
    } catch {
      members[number].park(timer, error)
    }
  }

  private mutating func take(
    _ update: CaseUpdate, _ cause: ForecastStep.Cause, of number: Int, _ notAsked: [Skip] = []
  ) {
    if number == 0 { steps.append(ForecastStep(at: clock, update: update, cause: cause, notAsked: notAsked)) }
    count += 1
    let isTimer = if case .timer = cause { true } else { false }
    members[number].take(update, isTimer: isTimer)
    if family != nil { errands += ForecastErrand.errands(of: update) }
  }

  // MARK: From case to case

  private mutating func carryOut(_ errand: ForecastErrand) {
    count += 1
    guard let family, let sender = numbers[errand.id.caseID] else { return }
    let name = { (purpose: String) in family.name(errand, purpose) }
    switch errand.deed {
    case .start(let workflow, let parent, let data):
      let child = CaseID(name("case"))
      do throws(Rejection) {
        if numbers[child] == nil {
          try open(
            child, CaseEvent(id: EventID(name("open")), kind: .open(data), actor: .engine), from: parent,
            by: family.rules[workflow])
        }
        let event = CaseEvent(id: EventID(name("adopt")), kind: .adopt(child: child), actor: .engine)
        try tell(sender, event, .start(of: child))
      } catch {
        leaveToPeople(sender, "start of \(workflow)", error)
      }
    case .report(let parent, let event, let data):
      guard let hearer = numbers[parent] else { return }
      let told = CaseEvent(id: EventID(name("report")), kind: .report(event: event, data: data), actor: .engine)
      do throws(Rejection) {
        try tell(hearer, told, .report(of: errand.id.caseID))
      } catch {
        // What the case that has closed could not tell stands in its own history; this one is where it is missed.
        leaveToPeople(sender, event, error)
        if hearer == 0 { members[0].note(event, error) }
      }
    }
  }

  private mutating func open(
    _ id: CaseID, _ event: CaseEvent, from parent: CaseParent, by rules: CaseFamily.Rules?
  ) throws(Rejection) {
    guard let rules else { throw .data([FieldProblem(field: "workflow", problem: "is not deployed")]) }
    var facts = rules.facts
    facts.now = clock
    let update = try rules.workflow.open(id, on: event, given: facts, from: parent)
    numbers[id] = members.count
    members.append(ForecastMember(workflow: rules.workflow, opening: update, facts: facts))
    errands += ForecastErrand.errands(of: update)
  }

  private mutating func tell(
    _ number: Int, _ event: CaseEvent, _ cause: ForecastStep.Cause
  ) throws(Rejection) {
    members[number].come(at: clock)
    let member = members[number]
    take(try member.workflow.step(member.case, on: event, given: member.facts), cause, of: number)
  }

  private mutating func leaveToPeople(_ number: Int, _ what: String, _ reason: Rejection) {
    members[number].come(at: clock)
    members[number].leaveToPeople(what, reason)
  }

  // MARK: What is noted besides

  /// Notes which clocks' limits pass before the next step, or with it.
  private mutating func noteBreaches(until next: Instant?) throws(CalendarError) {
    let (workflow, current, calendar) = (members[0].workflow, members[0].case, members[0].facts.calendar)
    var found: [ClockBreach] = []
    for promise in workflow.clocks {
      guard let run = current.clocks[promise.id], run.stoppedAt == nil,
        let limit = try run.budget?.fireInstant(calendar), limit > clock, next.map({ limit <= $0 }) ?? true
      else { continue }
      found.append(ClockBreach(clock: promise.id, at: limit))
    }
    breaches += found.sorted { $0.at < $1.at }
  }

  /// Why nothing happens any more.
  private var standstill: ForecastEnd {
    let root = members[0]
    if let stall = root.standingStall { return .refused(at: stall.at, stall.reason) }
    if let pause = root.case.pause { return .waits(.paused(since: pause.since, reason: pause.reason)) }
    if let parked = root.case.parked { return .waits(.parked(parked)) }
    if let child = members.dropFirst().first(where: { $0.case.parent?.id == root.case.id && !$0.isDone }) {
      return .waits(.startedCase(child.case.id))
    }
    return .waits(.nothingRuns)
  }
}
