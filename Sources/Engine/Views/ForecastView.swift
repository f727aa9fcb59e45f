package import Analysis
package import Casework
package import CivilTime
import JSON
import WorkingTime

/// A forecast in words and for programs.
package struct ForecastView: Sendable {
  package let workflow: Workflow
  package let forecast: Forecast
  /// The instant from which nobody acts.
  package let from: Instant
  /// How the dates of the timers that run now were worked out, by their numbers.
  private let explained: [Int: Explanation]

  package init(workflow: Workflow, forecast: Forecast, from: Instant, explanations: [Explanation] = []) {
    self.workflow = workflow
    self.forecast = forecast
    self.from = from
    var explained: [Int: Explanation] = [:]
    for explanation in explanations {
      if case .timer(let number) = explanation.subject { explained[number] = explanation }
    }
    self.explained = explained
  }

  /// What happened so far to the timer that fires in a step; nil for one that starts only on the way.
  package func explanation(of step: ForecastStep) -> Explanation? { step.fired.flatMap { explained[$0.sequence] } }

  package var lines: [String] {
    var lines = ["if nobody acts from \(LocalTime.words(from)) on:"]
    var remarks = remarks[...]
    for step in forecast.steps {
      while let remark = remarks.first, remark.at <= step.at { lines.append(remarks.removeFirst().words) }
      lines.append("\(LocalTime.words(step.at))  \(headline(of: step))")
      lines += details(of: step).map { "    \($0)" }
    }
    return lines + remarks.map(\.words) + [endWords]
  }

  /// What happens between the steps, in order of time: promises that are broken, and timers whose step is refused.
  private var remarks: [(at: Instant, words: String)] {
    let breaches = forecast.breaches.map { breach in
      (breach.at, "\(LocalTime.words(breach.at))  the promise \"\(breach.clock)\" is broken: its limit passes")
    }
    let stalls = forecast.stalls.map { stall in
      (
        stall.at,
        "\(LocalTime.words(stall.at))  \(stall.timer): refused, and parked for a person to look: \(stall.reason)"
      )
    }
    return (breaches + stalls).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(
      \.element)
  }

  /// One line for each step that says all that matters of it, with its instant: two forecasts that agree in these agree.
  package var summaries: [(at: Instant, words: String)] {
    var summaries = forecast.steps.map { step in
      let told = step.messages.map { words(of: $0.recipient, $0.party) }
      return (
        step.at,
        "\(LocalTime.words(step.at))  \(headline(of: step))"
          + (told.isEmpty ? "" : "; tells \(told.joined(separator: ", "))")
      )
    }
    summaries += remarks
    return summaries + [(forecast.steps.last?.at ?? from, endWords)]
  }

  /// What another forecast of the same case says otherwise, in order of time: first what only this one says.
  package func differences(from other: ForecastView) -> [(isOwn: Bool, words: String)] {
    let (own, others) = (summaries, other.summaries)
    let (ownWords, otherWords) = (Set(own.map(\.words)), Set(others.map(\.words)))
    let all =
      own.filter { !otherWords.contains($0.words) }.map { (at: $0.at, isOwn: true, words: $0.words) }
      + others.filter { !ownWords.contains($0.words) }.map { (at: $0.at, isOwn: false, words: $0.words) }
    return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map { ($0.element.isOwn, $0.element.words) }
  }

  package func headline(of step: ForecastStep) -> String {
    let titles = step.leaves(in: workflow).map { workflow.stateNotes[$0].title }.joined(separator: ", ")
    if case .clock(let id, let percent)? = step.fired?.purpose {
      return "the clock \"\(id)\" warns: \(percent)% of its limit have passed"
    }
    if step.fired?.purpose == .pauseLimit { return "the pause ends by itself: \(titles)" }
    let moves = step.update.entry.payload["states"] != nil
    let leads = "\(moves ? "leads to" : "stays in") \(titles)\(step.closes ? ", and the case ends" : "")"
    switch step.cause {
    case .timer: return "\(step.timer): \(leads)"
    case .start: return "start: opens \(words(ofKinOf: step))"
    case .report:
      return step.update.isAccepted
        ? "\(step.timer): \(leads), as it ends with \(words(ofKinOf: step))"
        : "\(step.timer): \(words(ofKinOf: step)) ends, which changes nothing here"
    }
  }

  /// Another case that makes a step, as its readers know it. One that is opened only on the way has no reference yet.
  private func words(ofKinOf step: ForecastStep) -> String {
    guard let kin = forecast.kin(of: step) else { return "another case" }
    return kin.isForeseen ? "a case of \(kin.workflow.name)" : "\(kin.reference) (\(kin.workflow.name))"
  }

  private func details(of step: ForecastStep) -> [String] {
    var lines: [String] = []
    for message in step.messages {
      let recipient = words(of: message.recipient, message.party)
      lines.append("tells    \(recipient): \(message.subject.onOneLine)")
      for skip in message.recipient.passedOver { lines.append("         passed over  \(skip.description.onOneLine)") }
    }
    for skip in step.notAsked { lines.append("can't ask \(skip.description.onOneLine)") }
    for (state, why) in step.skips { lines.append("skips    \(title(state)): \(why.onOneLine)") }
    if let parked = step.parked { lines.append("parked   \(parked.onOneLine)") }
    let moved = reasons(of: step)
    if !moved.isEmpty { lines.append("moved by \(moved.joined(separator: "; "))") }
    return lines
  }

  /// What moved the date of a step away from where its length alone would have it.
  package func reasons(of step: ForecastStep) -> [String] {
    guard let count = forecast.count(of: step), let budget = step.fired?.budget else { return [] }
    var reasons = count.holidays.map { "\($0.explanation) (\(Wording.text(of: $0.date)))" }
    if count.moreWeekends > 0 {
      reasons.append(count.moreWeekends == 1 ? "one more weekend" : "\(count.moreWeekends) more weekends")
    }
    if let explanation = explanation(of: step) {
      reasons += words(of: explanation)
    } else {
      if budget.stoodStill { reasons.append("the time it stood still") }
      reasons += budget.extensions.map { "an extension by \($0.description)" }
    }
    if budget.promise != nil { reasons.append("a date that was promised before the calendar changed") }
    return reasons
  }

  /// What people, and states that stop clocks, did to a date; what lasted less than a minute is not worth telling.
  private func words(of explanation: Explanation) -> [String] {
    var words: [String] = []
    var stopped: JournalEntry?
    for turn in explanation.turns {
      let reason = turn.entry.input["reason"]?.stringValue.map { ": \($0.onOneLine)" } ?? ""
      switch turn.kind {
      case .stopped: stopped = turn.entry
      case .resumed(let lost) where lost >= .seconds(60):
        let why = stopped?.input["reason"]?.stringValue.map { ": \($0.onOneLine)" } ?? ""
        let since = stopped.map { LocalTime.minute($0.at) } ?? "its start"
        words.append(
          "a pause from \(since) to \(LocalTime.minute(turn.entry.at)) "
            + "(\(explanation.rule.length.measure.words(lost)))\(why)")
      case .extended(let delay):
        let approver = turn.entry.input["approver"]?.stringValue.map { ", approved by \($0.onOneLine)" } ?? ""
        words.append("an extension by \(delay.description)\(approver)\(reason)")
      case .migrated: words.append("\(turn.entry.migrationWords) on \(LocalTime.minute(turn.entry.at))")
      case .resumed, .kept, .moved: break
      }
    }
    return words
  }

  /// Who is told something, and as whom.
  package func words(of recipient: Resolution, _ party: String) -> String {
    workflow.words(of: recipient, for: party)
  }

  package func title(_ state: String) -> String {
    workflow.chart.state(state).map { workflow.stateNotes[$0].title } ?? state
  }

  private var endWords: String {
    switch forecast.end {
    case .closes(let at): "ends     \(LocalTime.words(at))"
    case .waits(let standstill): "waits    \(standstill.words)"
    case .goesOn(let next): "goes on  \(LocalTime.words(next)) and later: more than \(forecast.steps.count) steps"
    case .refused(let at, let rejection):
      "stops    \(LocalTime.words(at)): nothing else falls due, and a person has to look: \(rejection)"
    }
  }
}
