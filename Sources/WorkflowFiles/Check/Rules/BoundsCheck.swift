import Analysis
import Casework
import Statechart

/// Says where a case could wait for ever, and which promises silence breaks.
struct BoundsCheck {
  let check: CheckContext
  let bounds: Bounds

  private var chart: Statechart { check.chart }

  func run() {
    guard bounds.isComplete else { return reportSize() }
    for waiting in bounds.waitsForever where waiting.isCulprit { report(waiting) }
    for loop in bounds.unboundedLoops { report(loop) }
    for promise in bounds.brokenPromises { report(promise) }
    reportUnreached()
    reportPause()
  }

  /// Only where there is a bound that a pause would undo, and somebody of our own who may pause.
  private func reportPause() {
    guard check.workflow.longestPause == nil, bounds.silentWorkingDays != nil,
      check.workflow.parties.contains(where: \.isStaff), !BoundsWords.stopped(by: check.workflow).isEmpty
    else { return }
    let stopped = BoundsWords.stopped(by: check.workflow)
    check.report(
      .unlimitedPause, .note, at: check.places.states[0],
      "a pause may last for ever, and with it \(stopped.count == 1 ? "the deadline" : "the deadlines") of "
        + BoundsWords.list(stopped.map(\.inQuotes)),
      remedy: "say \"longest-pause: 20 working days\", or the like: after that the case goes on by itself")
  }

  private func reportSize() {
    check.report(
      .tooManyCases, .warning, at: check.places.states[0],
      "this workflow has more cases than could be looked at: nothing is said about how long they last",
      remedy: "let fewer fields decide, or fewer timers run beside each other")
  }

  /// The place of a state; of one that is reported as having no way out at all nothing more is said.
  private func report(_ waiting: Bounds.Waiting) {
    guard let state = chart.states.first(where: { $0.id == waiting.state }), !check.hasNoWayOut.contains(state.number)
    else { return }
    check.report(
      .waitsForever, .error, at: check.places.states[state.number],
      waiting.standsStill
        ? "if nobody acts, a case waits in \(waiting.state.inQuotes) for ever"
        : "if nobody acts, a case goes round for ever by way of \(waiting.state.inQuotes)",
      remedy: remedy(waiting, state),
      trace: waiting.isGuessed ? nil : waiting.trace)
  }

  private func remedy(_ waiting: Bounds.Waiting, _ state: State) -> String {
    guard waiting.standsStill else {
      return "let one of the deadlines on the way round lead to an end, or count how often it was round"
    }
    let isDated = state.timerTransitions.contains {
      if case .timer(.computed) = chart.transitions[$0].trigger { true } else { false }
    }
    return isDated
      ? "say how long it may take at most: { at: data.promised_at, at-most: 30 working days }"
      : "give it a deadline, such as \"within: 10 working days\", and say under \"otherwise\" where it goes then"
  }

  private func report(_ loop: Bounds.Loop) {
    guard let state = chart.states.first(where: { $0.id == loop.start }) else { return }
    let names = loop.states.count > 6 ? Array(loop.states.prefix(6)) : loop.states
    let others = loop.states.count - names.count
    check.report(
      .unboundedLoop, .note, at: check.places.states[state.number],
      "people can keep a case going round for ever: \(names.map(\.inQuotes).joined(separator: ", "))"
        + (others > 0 ? " and \(others) more" : ""),
      remedy: "nothing needs to be done if somebody may do so as often as they like; else count it and guard it",
      trace: loop.isGuessed ? nil : loop.trace)
  }

  private func report(_ promise: Bounds.BrokenPromise) {
    guard let clock = check.workflow.clocks.firstIndex(where: { $0.id == promise.clock }),
      let most = promise.limit.most
    else { return }
    let limit = promise.limit.least == most ? "\(most)" : "\(promise.limit.least) to \(most)"
    check.report(
      .clockTooShort, .warning, at: check.places.clocks[clock],
      "if \(promise.isSilent ? "nobody acts" : "people act as late as they can"), a case takes up to \(promise.workingDays) working days from when this clock starts, and its limit is "
        + "\(limit) working days",
      remedy: "shorten the deadlines on the way, or promise more", trace: promise.trace)
  }

  /// States that the picture leads to, and no case.
  private func reportUnreached() {
    let unreached = Set(bounds.unreached).subtracting(check.unreachable)
    for state in bounds.unreached where unreached.contains(state) && !unreached.contains(chart.states[state].parent) {
      check.report(
        .unreachableState, .warning, at: check.places.states[state],
        "no case gets to \(check.id(state).inQuotes), whatever its data",
        remedy: "look at the guards on the way there, or take the state out")
    }
  }
}
