import Casework
import Statechart

/// Looks for events that nobody can send, that nothing answers, and for timers that are cancelled and never set.
struct EventCheck {
  let check: CheckContext

  private var chart: Statechart { check.chart }

  func run() {
    for transition in chart.transitions { checkSenders(transition.number) }
    let descriptors = Set(chart.transitions.flatMap { check.descriptors(of: $0.number) })
    let done = Set(chart.states.map(\.doneEventName))
    for mention in check.places.events where !descriptors.contains(where: { $0.matches(mention.name) }) {
      guard !done.contains(mention.name) else { continue }
      let known = descriptors.filter { !$0.matchesEverything }.map(\.prefix).sorted()
      check.report(
        .unansweredEvent, .warning, at: mention.place, "no transition answers \(mention.name.inQuotes)",
        remedy: didYouMean(mention.name, known).map { "did you mean \($0.inQuotes)?" }
          ?? "add a transition \(mention.name.inQuotes) where it should be answered, or take this out")
    }
    checkFourEyes()
    let ids = check.mentions.sendIDs
    for cancel in check.places.cancels where !ids.contains(cancel.id) {
      check.report(
        .unknownSend, .warning, at: cancel.place, "nothing is sent with the id \(cancel.id.inQuotes)",
        remedy: didYouMean(cancel.id, ids.sorted()).map { "did you mean \($0.inQuotes)?" }
          ?? "give the \"send\" that is meant \("id: \(cancel.id)".inQuotes), or take this out")
    }
  }

  /// An error: with a name that no event has, two pairs of eyes could be one.
  private func checkFourEyes() {
    let sendable = chart.transitions.filter { !check.roles(of: $0.number).isEmpty }
      .flatMap { check.descriptors(of: $0.number) }
    for transition in chart.transitions {
      for event in check.places.transitions[transition.number].notBy
      where !sendable.contains(where: { $0.matches(event.value) }) {
        check.report(
          .unknownEvent, .error, at: event.place, "nobody sends \(event.value.inQuotes), so it sets nobody apart",
          remedy: didYouMean(event.value, sendable.map(\.prefix)).map { "did you mean \($0.inQuotes)?" }
            ?? "name the event that somebody else must have sent")
      }
    }
  }

  /// A warning, since the rest of the workflow works without that transition.
  private func checkSenders(_ transition: Int) {
    for descriptor in check.descriptors(of: transition) where !isOwn(descriptor) {
      let place = check.places.transitions[transition].trigger
      let words = descriptor.prefix.split(separator: ".").map(String.init)
      switch words.first {
      case "clock" where words.count > 1: checkClock(words[1], at: place)
      case "done" where words.count > 2 && words[1] == "state": checkDone(descriptor.prefix, at: place)
      case "done", "error", "clock": break
      default:
        guard check.namesRoles, check.roles(of: transition).isEmpty else { break }
        check.report(
          .unsendableEvent, .warning, at: place,
          "nobody can send \(descriptor.text.inQuotes): this transition names no role, and nothing here raises or sends"
            + " it",
          remedy: "add \"by: \" with the roles that may send it, or take it out")
      }
    }
  }

  /// Whether the workflow itself raises or sends what a descriptor matches.
  private func isOwn(_ descriptor: EventDescriptor) -> Bool {
    descriptor.matchesEverything || descriptor.prefix.isEmpty
      || check.mentions.events.contains(where: descriptor.matches)
  }

  private func checkClock(_ id: String, at place: SourcePlace) {
    let clocks = check.workflow.clocks.map(\.id)
    guard !clocks.contains(id) else { return }
    check.report(
      .unsendableEvent, .warning, at: place, "no clock \(id.inQuotes), so this event never comes",
      remedy: didYouMean(id, clocks).map { "did you mean \("clock.\($0)".inQuotes)?" }
        ?? "add it under \"clocks\", or take the transition out")
  }

  private func checkDone(_ name: String, at place: SourcePlace) {
    guard !chart.states.contains(where: { $0.doneEventName == name }) else { return }
    let known = chart.states.filter { $0.kind == .compound || $0.kind == .parallel }.dropFirst().map(\.doneEventName)
    check.report(
      .unsendableEvent, .warning, at: place, "no state completes with \(name.inQuotes), so this event never comes",
      remedy: didYouMean(name, known).map { "did you mean \($0.inQuotes)?" }
        ?? "write \"onDone: \" on the state itself, or take the transition out")
  }
}
