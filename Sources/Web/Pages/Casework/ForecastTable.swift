import Analysis
import Casework
import CivilTime
import Engine

/// What will happen to a case if nobody acts, as a table.
struct ForecastTable {
  let view: ForecastView
  let workflow: Workflow
  let door: IdentityDoor
  let now: Instant

  /// Nobody reads further ahead in one go.
  private static let shown = 12

  var html: HTML {
    var rows: [(at: Instant, cells: [HTML])] = view.forecast.steps.map { ($0.at, row($0)) }
    rows += view.forecast.breaches.map { breach in
      (
        breach.at,
        [
          date(breach.at),
          "The target “\(ChoiceWords.within(ChoiceWords.words(breach.clock)))” is missed \(Block.tag("Missed", "red"))",
          "",
        ]
      )
    }
    rows.sort { $0.at < $1.at }
    let table = Block.table(
      "What happens if nobody acts", ["When", "What happens", "Who is told"], rows.prefix(Self.shown).map(\.cells),
      isCaptionHidden: true, empty: "No timer is running.")
    let more: HTML =
      rows.count > Self.shown
      ? "<p class=\"govuk-body\">And \(rows.count - Self.shown) more after these.</p>" : .none
    return table + more + "<p class=\"govuk-body\">\(end)</p>"
  }

  private func row(_ step: ForecastStep) -> [HTML] {
    let told = step.messages.map { message -> HTML in
      "<li>\(recipient(message))</li>" as HTML
    }
    let list: HTML = told.isEmpty ? "Nobody" : "<ul class=\"govuk-list app-told\">\(told)</ul>"
    let why: HTML =
      view.reasons(of: step).isEmpty
      ? .none
      : "<span class=\"app-second\">Moved by \(DayWords.told(view.reasons(of: step).joined(separator: "; ")))</span>"
    return [date(step.at), "\(what(step))\(why)", list]
  }

  /// Whom a message reaches, as far as the reader may know.
  private func recipient(_ message: Message) -> HTML {
    let party = workflow.party(named: message.recipient.party ?? message.party)
    let title = party?.title ?? message.party
    if let party, party.isConfidential, door.name(of: party) == nil { return "\(title)" }
    switch message.recipient.recipient {
    case .person(let name, let email):
      return "\(name)<span class=\"app-second\">\(ChoiceWords.within(title)), \(email)</span>"
    case .queue(let queue): return "\(workflow.party(named: queue)?.title ?? queue)"
    case .nobody: return "\(title) \(Block.tag("Nobody can be reached", "red"))"
    }
  }

  private func date(_ at: Instant) -> HTML {
    "<span class=\"app-date\">\(DayWords.day(at))</span><span class=\"app-second\">\(DayWords.time(at)), \(DayWords.distance(to: at, from: now))</span>"
  }

  private func what(_ step: ForecastStep) -> HTML {
    let titles = step.leaves(in: workflow).map { workflow.stateNotes[$0].title }.joined(separator: ", ")
    let moves = step.update.entry.payload["states"] != nil
    switch step.cause {
    case .start: return "A case is opened: \(kin(of: step))"
    case .report where step.closes: return "\(kin(of: step)) ends, and with it this case: \(titles)"
    case .report: return moves ? "\(kin(of: step)) ends: it moves on to “\(titles)”" : "\(kin(of: step)) ends"
    case .timer: break
    }
    switch step.fired?.purpose {
    case .clock(let name, let percent):
      return "\(percent)% of the target “\(ChoiceWords.within(ChoiceWords.words(name)))” has passed"
    case .pauseLimit: return "The pause ends by itself"
    case .after, .send, nil:
      if step.closes { return "The case ends: \(titles)" }
      if moves { return "It moves on to “\(titles)”" }
      return step.messages.isEmpty ? "Nothing changes" : "A reminder"
    }
  }

  /// Another case that makes a step. One that is opened only on the way has no page yet.
  private func kin(of step: ForecastStep) -> HTML {
    guard let kin = view.forecast.kin(of: step) else { return "Another case" }
    let (title, reference) = (kin.workflow.title, kin.reference.description)
    guard !kin.isForeseen else { return "“\(title)”" }
    return "<a class=\"govuk-link\" href=\"/cases/\(reference)\">\(reference)</a> (“\(title)”)"
  }

  private var end: String {
    switch view.forecast.end {
    case .closes(let at): "It would be closed on \(DayWords.day(at))."
    case .waits(.paused): "It is paused, and would stay so until somebody resumes it."
    case .waits(.parked): "It would wait for a person to look."
    case .waits(.startedCase(let id)):
      "It would then wait for \(CaseReference(of: id)), which it has started and in which no deadline runs either."
    case .waits(.nothingRuns): "It would then wait for ever, as no deadline runs."
    case .goesOn(let next): "It goes on like this, next on \(DayWords.day(next))."
    case .refused(let at, _): "On \(DayWords.day(at)) a person would have to look, as the step can't be done."
    }
  }
}
