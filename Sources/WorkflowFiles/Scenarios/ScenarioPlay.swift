import Casework
import CivilTime
import Expression
import JSON
import Statechart

/// A scenario while it is played: the case, and the effects that no expectation has named yet.
struct ScenarioPlay {
  var simulation: Simulation
  private var messages: [Message] = []
  private var published: [JSONValue] = []
  private var started: [(workflow: String, name: String, data: JSONValue)] = []
  private var skipped: [String] = []
  private var wasIgnored = false

  init(_ simulation: Simulation) {
    self.simulation = simulation
    takeUpdates()
  }

  /// Notes what the last input brought about.
  mutating func takeUpdates() {
    wasIgnored = simulation.updates.contains { !$0.isAccepted }
    for case .skipped(let state, _) in simulation.updates.flatMap(\.outputs) {
      skipped.append(simulation.workflow.chart.states[state].id)
    }
    for effect in simulation.updates.flatMap(\.effects) {
      switch effect {
      case .notify(let message): messages.append(message)
      case .publish(let content): published.append(content.plainJSON)
      case .start(let workflow, let parent, let data): started.append((workflow, parent.name, data.plainJSON))
      case .report, .call: break
      }
    }
  }

  /// Holds the case against a step's expectation.
  mutating func difference(after step: ScenarioStep, refusal: String?) -> ScenarioDifference? {
    defer { wasIgnored = false }
    let isRefused = refusal != nil || wasIgnored
    guard let expectation = step.expectation else {
      return isRefused ? ScenarioDifference(step.place, refusal ?? "the event means nothing now") : nil
    }
    guard isRefused == expectation.isRefused else {
      return ScenarioDifference(
        step.place, isRefused ? "refused: \(refusal ?? "the event means nothing now")" : "not refused, but taken")
    }
    defer {
      messages = []
      published = []
      started = []
      skipped = []
    }
    return stateDifference(expectation) ?? skippedDifference(expectation) ?? messageDifference(expectation)
      ?? publishedDifference(expectation) ?? startedDifference(expectation)
      ?? timerDifference(expectation) ?? dataDifference(expectation)
  }

  /// What happened after the last expectation and was named by none.
  func leftOver(at place: SourcePlace) -> ScenarioDifference? {
    let left = messages.first.map(Self.words) ?? started.first.map { Self.words($0.workflow, $0.name) }
    return left.map { ScenarioDifference(place, "after the last expectation there was \($0)") }
  }

  private func stateDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    guard let states = expected.states else { return nil }
    let actual = simulation.workflow.chart.leaves(simulation.case.session)
    guard Set(actual) != Set(states.map(\.value)) else { return nil }
    return ScenarioDifference(
      states.first?.place ?? expected.place,
      "state is \(actual.joined(separator: ", ")), expected \(states.map(\.value).joined(separator: ", "))")
  }

  private func skippedDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    guard skipped != expected.skipped.map(\.value) else { return nil }
    let words = { (states: [String]) in states.isEmpty ? "none" : states.joined(separator: ", ") }
    return ScenarioDifference(
      expected.skipped.first?.place ?? expected.place,
      "skipped \(words(skipped)), expected \(words(expected.skipped.map(\.value)))")
  }

  private func messageDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    for (position, wanted) in expected.messages.enumerated() {
      guard position < messages.count else {
        return ScenarioDifference(wanted.place, "no message \(wanted.template) to \(wanted.party) was sent")
      }
      let sent = messages[position]
      guard Self.addressee(of: sent) == wanted.party, sent.template == wanted.template else {
        return ScenarioDifference(
          wanted.place, "\(Self.words(for: sent)), expected \(wanted.template) to \(wanted.party)")
      }
      let text = sent.subject + "\n" + sent.body
      for words in wanted.contains where !text.contains(words) {
        return ScenarioDifference(wanted.place, "the message \(sent.template) does not say \(words.inQuotes)")
      }
      for words in wanted.lacks where text.contains(words) {
        return ScenarioDifference(wanted.place, "the message \(sent.template) says \(words.inQuotes)")
      }
    }
    guard messages.count > expected.messages.count else { return nil }
    return ScenarioDifference(
      expected.messagesPlace, "\(Self.words(for: messages[expected.messages.count])), which is not listed")
  }

  private func publishedDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    guard published.count == expected.published.count else {
      return ScenarioDifference(
        expected.place, "\(published.count) results were put forward, expected \(expected.published.count)")
    }
    for (actual, wanted) in zip(published, expected.published) where actual != .object(wanted.value) {
      return ScenarioDifference(
        wanted.place, "put forward \(actual.serialized()), expected \(JSONValue.object(wanted.value).serialized())")
    }
    return nil
  }

  private func startedDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    for (position, wanted) in expected.started.enumerated() {
      guard position < started.count else {
        return ScenarioDifference(wanted.place, "no case of \(wanted.workflow) was started")
      }
      let actual = started[position]
      guard actual.workflow == wanted.workflow, wanted.name.map({ $0 == actual.name }) ?? true else {
        return ScenarioDifference(
          wanted.place,
          "\(Self.words(actual.workflow, actual.name)), expected "
            + Self.words(wanted.workflow, wanted.name ?? wanted.workflow))
      }
      if let data = wanted.data, actual.data != .object(data) {
        return ScenarioDifference(
          wanted.place, "started with \(actual.data.serialized()), expected \(JSONValue.object(data).serialized())")
      }
    }
    guard started.count > expected.started.count else { return nil }
    let other = started[expected.started.count]
    return ScenarioDifference(expected.place, "\(Self.words(other.workflow, other.name)), which is not listed")
  }

  private static func words(_ workflow: String, _ name: String) -> String {
    name == workflow ? "a case of \(workflow) was started" : "a case of \(workflow) was started as \(name)"
  }

  private func timerDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    guard let wanted = expected.timers else { return nil }
    var running: [String: Instant] = [:]
    do throws(Simulation.Refusal) {
      for (timer, due) in try simulation.timers() {
        // A clock's warnings are promises about the case, and no deadlines of anybody.
        if case .clock = timer.purpose { continue }
        running[simulation.workflow.timerName(timer)] = due
      }
    } catch {
      return ScenarioDifference(expected.place, error.description)
    }
    for (timer, due) in wanted {
      guard let actual = running.removeValue(forKey: timer.value) else {
        return ScenarioDifference(timer.place, "no timer \(timer.value) runs")
      }
      guard actual == due else {
        return ScenarioDifference(timer.place, "\(timer.value) is due \(actual.rfc3339), expected \(due.rfc3339)")
      }
    }
    return running.min { $0.value < $1.value }.map {
      ScenarioDifference(expected.place, "the timer \($0.key), due \($0.value.rfc3339), is not listed")
    }
  }

  private func dataDifference(_ expected: ScenarioExpectation) -> ScenarioDifference? {
    for (field, json) in expected.data {
      guard let number = simulation.workflow.fields.firstIndex(where: { $0.name == field.value }) else {
        return ScenarioDifference(field.place, "\(field.value) is not a field of the workflow")
      }
      let actual = simulation.case.session.data[number]
      let wanted = json.isNull ? Value.null : try? simulation.workflow.fields[number].value(of: json)
      guard actual == wanted else {
        return ScenarioDifference(
          field.place, "\(field.value) is \(actual.plainJSON.serialized()), expected \(json.serialized())")
      }
    }
    return nil
  }

  private static func addressee(of message: Message) -> String { message.recipient.party ?? message.party }

  private static func words(for message: Message) -> String {
    "message \(message.template) to \(addressee(of: message))"
  }
}
