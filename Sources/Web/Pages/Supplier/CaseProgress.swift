import Casework
import CivilTime
import Engine
import Statechart

/// Where a case is and what comes next, in words for whoever raised it.
struct CaseProgress: Sendable {
  private let sight: CaseSight

  init(_ sight: CaseSight) { self.sight = sight }

  private var workflow: Workflow { sight.workflow }
  private var leaves: [Int] { workflow.chart.leaves(sight.case.session).compactMap(workflow.chart.state) }

  /// Such as "With the prime contractor".
  var place: String {
    workflow.chart.leaves(sight.case.session).map { FollowWords.step($0, in: workflow) }.joined(separator: ", ")
  }

  /// What the step means. What is written of a step of staff is written for them.
  var explanation: String? {
    let owner = workflow.owner(of: sight.case.session).flatMap(workflow.party(named:))
    guard owner?.isStaff != true else { return nil }
    return leaves.compactMap { workflow.stateNotes[$0].description }.first
  }

  /// Whose move it is, for the supplier.
  var mover: String? {
    guard sight.case.closedAt == nil, let owner = workflow.owner(of: sight.case.session) else { return nil }
    return owner == "supplier" ? "You" : workflow.party(named: owner)?.title ?? owner
  }

  /// Whether it is the scheme's own people's.
  private var isOurs: Bool {
    workflow.owner(of: sight.case.session).flatMap(workflow.party(named:))?.isStaff ?? false
  }

  /// By when the step that waits ends, whatever happens.
  var due: Instant? {
    // Past the calendar's end no date can be told; the engine parks such a case and says why.
    let timers = (try? workflow.timers(of: sight.case, sight.facts.calendar)) ?? []
    return timers.filter { isDeadline($0.0) }.map(\.1).min()
  }

  /// What happens next and by when, if everybody takes all the time they have.
  var next: HTML {
    guard sight.case.closedAt == nil else {
      return "<p class=\"govuk-body\">The case is closed. Nothing more happens unless it is taken up again.</p>"
    }
    if let pause = sight.case.pause {
      return """
        <p class="govuk-body">The case has stood still since \(DayWords.day(pause.since)). We tell you when it goes on.</p>
        """
    }
    let isTheirs = mover == "You"
    let who =
      isTheirs ? "You have" : isOurs ? "We have" : mover.map { "The \(ChoiceWords.within($0)) has" } ?? "There is"
    let now: HTML =
      due.map { "<strong>\(place)</strong>. \(who) until <strong>\(DayWords.day($0))</strong>." }
      ?? "<strong>\(place)</strong>."
    let meaning: HTML = explanation.map { " \($0)" } ?? .none
    let then: HTML = silence.map { "<p class=\"govuk-body\">\($0)</p>" } ?? .none
    return "<p class=\"govuk-body\">\(now)\(meaning)</p>\(then)"
  }

  /// The next step that silence takes. What comes after it depends on people, so more would be a guess.
  private var silence: HTML? {
    guard let step = sight.forecast.forecast.steps.first(where: { $0.update.entry.payload["states"] != nil }) else {
      return nil
    }
    let titles = workflow.chart.leaves(step.update.case.session).map { FollowWords.step($0, in: workflow) }
    let words = titles.joined(separator: ", ")
    let who = mover == "You" ? "If we have not heard from you" : "If nobody has acted"
    let day = DayWords.day(step.at)
    return step.closes
      ? "\(who) by \(day), the case ends: <strong>\(words)</strong>."
      : "\(who) by \(day), this is where it is next: <strong>\(words)</strong>."
  }

  private func isDeadline(_ timer: CaseTimer) -> Bool {
    guard case .after(let state, let ordinal) = timer.purpose else { return false }
    let number = workflow.chart.states[state].transitions.lowerBound + ordinal
    return workflow.stateNotes[state].deadline == number
  }
}

extension CaseSight {
  /// Where mail reaches whoever raised the case; nil where they gave no address.
  var supplierAddress: String? {
    guard let number = workflow.fields.firstIndex(where: { $0.name == "supplier_email" }),
      case .string(let address) = `case`.session.data[number], EmailAddress.isPlain(address)
    else { return nil }
    return address
  }

  /// Whether whoever raised the case answered yes to one of its questions.
  func supplierSaysYes(to field: String) -> Bool {
    guard let number = workflow.fields.firstIndex(where: { $0.name == field }) else { return false }
    return `case`.session.data[number] == .bool(true)
  }
}
