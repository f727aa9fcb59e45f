import Casework
import Expression
import Statechart

/// Looks at the transitions of each state that compete: an earlier one that leaves a later one nothing, guards that can
/// both hold, guards of which none may hold.
struct GuardCheck {
  let check: CheckContext

  /// How many transitions of one state on one event are held against each other; no state of people's has as many.
  private static let competitors = 50

  private var chart: Statechart { check.chart }

  func run() {
    for transition in chart.transitions { checkAlone(transition) }
    for state in chart.states where !state.isHistory {
      checkOrder(state.eventTransitions, covers: covers)
      checkOrder(state.eventlessTransitions) { _, _ in true }
      for group in timers(state) { checkOrder(group) { _, _ in true } }
      checkChoices(state)
    }
  }

  // MARK: One guard

  private func checkAlone(_ transition: Transition) {
    guard let condition = transition.guard, check.places.transitions[transition.number].guard != nil else { return }
    let space = GuardSpace([condition], check.guards)
    if space.always({ $0[0] != .yes }) {
      check.neverTaken.insert(transition.number)
      check.report(
        .alwaysFalse, .warning, at: check.guardPlace(transition.number),
        "this guard never holds, so the transition is never taken", remedy: "mend the guard, or take the transition out"
      )
    } else if space.always({ $0[0] == .yes }) {
      check.report(
        .alwaysTrue, .warning, at: check.guardPlace(transition.number), "this guard always holds",
        remedy: "take it out, or mend it")
    }
  }

  // MARK: Order

  /// Looks for transitions that one or several before them always take the event from.
  private func checkOrder(_ transitions: [Int], covers: (Int, Int) -> Bool) {
    for (position, later) in transitions.enumerated() where !check.neverTaken.contains(later) && isReadable(later) {
      let earlier = transitions[..<position].prefix(Self.competitors).filter {
        covers($0, later) && !check.neverTaken.contains($0) && isReadable($0)
      }
      guard !earlier.isEmpty else { continue }
      if let first = earlier.first(where: { chart.transitions[$0].guard == nil }) {
        let which =
          check.line(first) == check.line(later) ? "the one before it" : "the one in line \(check.line(first))"
        shadowed(later, "\(which) has no guard and comes first")
        continue
      }
      let guards = (earlier + [later]).map { chart.transitions[$0].guard }
      let space = GuardSpace(guards, check.guards)
      guard space.always({ truths in truths.last != .yes || truths.dropLast().contains(.yes) }) else { continue }
      let lines = earlier.map { String(check.line($0)) }
      shadowed(
        later,
        earlier.count == 1
          ? "whenever its guard holds, the one in line \(lines[0]) is taken before it"
          : "whenever it could be, one of those before it (lines \(lines.joined(separator: ", "))) is taken")
    }
  }

  /// Whether its guard, if it has one, could be read.
  private func isReadable(_ transition: Int) -> Bool {
    chart.transitions[transition].guard?.source != ExpressionReader.unknownConditionSource
  }

  private func shadowed(_ transition: Int, _ reason: String) {
    check.neverTaken.insert(transition)
    check.report(
      .neverTaken, .warning, at: check.places.transitions[transition].transition,
      "this transition is never taken: \(reason)",
      remedy: "put the narrower one first and the one without a guard last, or take this one out")
  }

  /// Whether everything that calls the later transition would call the earlier one as well, whoever sends it.
  private func covers(_ earlier: Int, _ later: Int) -> Bool {
    let sameSenders =
      !check.namesRoles || check.roles(of: later).isEmpty
      || Set(check.roles(of: later)).isSubset(of: check.roles(of: earlier))
    return sameSenders && matchesAll(earlier, later)
  }

  private func matchesAll(_ one: Int, _ other: Int) -> Bool {
    switch (chart.transitions[one].trigger, chart.transitions[other].trigger) {
    case (.event(let wide), .event(let narrow)):
      !narrow.isEmpty
        && narrow.allSatisfy { narrow in
          wide.contains { $0.matchesEverything || (!narrow.matchesEverything && $0.matches(narrow.prefix)) }
        }
    case (.done, .done): true
    case (.event(let wide), .done):
      wide.contains { $0.matches(chart.states[chart.transitions[other].source].doneEventName) }
    case (.done, .event), (.timer, _), (.sameTimer, _), (.eventless, _), (_, .timer), (_, .sameTimer), (_, .eventless):
      false
    }
  }

  /// The ways on from each deadline that has several.
  private func timers(_ state: State) -> [[Int]] {
    state.timerTransitions.map { first in
      [first]
        + ((first + 1)..<state.transitions.upperBound).prefix {
          if case .sameTimer = chart.transitions[$0].trigger { true } else { false }
        }
    }.filter { $0.count > 1 }
  }

  // MARK: Overlaps and gaps

  private func checkChoices(_ state: State) {
    let byEvent = Dictionary(grouping: state.eventTransitions) { Set(check.descriptors(of: $0)) }
    for (descriptors, all) in byEvent.sorted(by: { $0.value[0] < $1.value[0] }) where !descriptors.isEmpty {
      let group = Array(all.prefix(Self.competitors))
      guard group.count > 1, group.allSatisfy(isReadable) else { continue }
      checkOverlaps(group)
      checkGap(group, in: state)
    }
    for group in timers(state) where group.allSatisfy(isReadable) { checkDeadlineGap(group, in: state) }
  }

  private func checkOverlaps(_ group: [Int]) {
    for (position, later) in group.enumerated() {
      for earlier in group[..<position] { checkOverlap(earlier, later) }
    }
  }

  /// Of a narrower guard before a wider one the order is meant; and where both lead to the same nothing is lost.
  private func checkOverlap(_ earlier: Int, _ later: Int) {
    let (one, other) = (chart.transitions[earlier], chart.transitions[later])
    guard let first = one.guard, let second = other.guard, haveCommonSenders(earlier, later),
      !check.neverTaken.contains(earlier), !check.neverTaken.contains(later),
      one.targets != other.targets || !one.actions.isEmpty || !other.actions.isEmpty
    else { return }
    let space = GuardSpace([first, second], check.guards)
    guard !space.always({ $0[0] != .yes || $0[1] == .yes }),
      let example = space.example(where: { $0 == [.yes, .yes] })
    else { return }
    check.report(
      .overlappingGuards, .warning, at: check.guardPlace(later),
      "this guard and the one in line \(check.guardPlace(earlier).line) can both hold"
        + " (example: \(example.text(check.workflow.fields))); the first wins",
      remedy: "if the first should not win there, add to one of them what tells the two apart",
      path: PathGoal(state: one.source, guards: [first, second], hold: true, data: example))
  }

  private func haveCommonSenders(_ one: Int, _ other: Int) -> Bool {
    let (ours, theirs) = (check.roles(of: one), check.roles(of: other))
    if !check.namesRoles || (ours.isEmpty && theirs.isEmpty) { return true }
    return !Set(ours).isDisjoint(with: theirs)
  }

  /// One guard on an event is a condition for it; several look like a choice, which should have an answer always.
  private func checkGap(_ group: [Int], in state: State) {
    let guards = group.compactMap { chart.transitions[$0].guard }
    guard guards.count == group.count, let name = check.descriptors(of: group[0]).first?.text,
      !isAnsweredOutside(state, group[0]),
      let example = GuardSpace(guards, check.guards).example(where: { !$0.contains(.yes) })
    else { return }
    check.report(
      .guardsLeaveGap, .note, at: check.places.transitions[group[0]].trigger,
      "none of the \(group.count) guards on \(name.inQuotes) may hold"
        + " (example: \(example.text(check.workflow.fields))); nothing happens then",
      remedy: "if that is not meant, add a last transition without a guard",
      path: PathGoal(state: state.number, guards: guards, hold: false, data: example))
  }

  private func isAnsweredOutside(_ state: State, _ transition: Int) -> Bool {
    var outer = state.number
    while outer != 0 {
      outer = chart.states[outer].parent
      if chart.states[outer].eventTransitions.contains(where: { matchesAll($0, transition) }) { return true }
    }
    return false
  }

  private func checkDeadlineGap(_ group: [Int], in state: State) {
    let guards = group.compactMap { chart.transitions[$0].guard }
    guard guards.count == group.count,
      let example = GuardSpace(guards, check.guards).example(where: { !$0.contains(.yes) })
    else { return }
    check.report(
      .guardsLeaveGap, .warning, at: check.places.transitions[group[0]].transition,
      "when this deadline passes none of the guards may hold (example: \(example.text(check.workflow.fields)));"
        + " the case then stays where it is",
      remedy: "add a last alternative without a guard",
      path: PathGoal(state: state.number, guards: guards, hold: false, data: example))
  }
}
