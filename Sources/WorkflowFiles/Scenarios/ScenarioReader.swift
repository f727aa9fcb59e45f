package import Casework
import CivilTime
import JSON
import Statechart
import WorkingTime

/// Reads scenarios, and the example cases that they begin with.
package struct ScenarioReader {
  let diagnostics: Diagnostics
  /// What the names of a scenario are held against; nil where they are taken as they are.
  let workflow: Workflow?

  /// - Parameter workflow: what the names of scenarios are held against; nil where they are taken as they are.
  package init(workflow: Workflow? = nil, diagnostics: Diagnostics) {
    self.workflow = workflow
    self.diagnostics = diagnostics
  }

  /// Reads a scenario; nil where an error keeps it from being played.
  package func scenario(_ bytes: [UInt8], file: String) -> Scenario? {
    let own = Diagnostics()
    let reader = ScenarioReader(workflow: workflow, diagnostics: own)
    let document = YAMLDocument(reading: bytes, file: file, diagnostics: own)
    let scenario = document.root.flatMap { root in
      MappingReader.read(root, "a scenario", own) { reader.scenario($0, file: file) }
    }
    diagnostics.add(own)
    return own.hasErrors ? nil : scenario
  }

  /// Reads an example of a case.
  package func example(_ bytes: [UInt8], file: String) -> CaseExample? {
    let document = YAMLDocument(reading: bytes, file: file, diagnostics: diagnostics)
    return document.root.flatMap { root in
      MappingReader.read(root, "an example", diagnostics) { map -> CaseExample? in
        map.accept("title", "description")
        let name = map.located("workflow")
        if let name, let workflow, name.value != workflow.name {
          diagnostics.error(
            .unknownWord, at: name.place, "this is a case of \(name.value.inQuotes)",
            remedy: "this workflow is \(workflow.name.inQuotes); name one of its examples")
        }
        let data = self.data("data", of: map)
        return CaseExample(workflow: name?.value, data: data.object, place: root.place)
      }
    }
  }

  private func scenario(_ map: MappingReader, file: String) -> Scenario? {
    let title = map.text("scenario", isRequired: true) ?? file
    map.accept("description")
    let given = map.mapping("given", "given", isRequired: true) { self.given($0) }
    let steps = (map.list("steps", of: "steps", isRequired: true) ?? []).compactMap { node in
      MappingReader.read(node, "a step", diagnostics) { step($0) }
    }
    return given.map { Scenario(title: title, place: map.node.place, given: $0, steps: steps) }
  }

  private func given(_ map: MappingReader) -> Scenario.Given? {
    let start = map.located("start", isRequired: true).flatMap(instant)
    let from = map.located("from")
    let (data, places) = self.data("data", of: map)
    let directory = map.texts("directory")?.map(\.value)
    return start.map { Scenario.Given(start: $0, from: from, data: data, dataPlaces: places, directory: directory) }
  }

  private func step(_ map: MappingReader) -> ScenarioStep? {
    map.atMostOne(of: "send", "after", "at", "pause", "resume", "ended", "directory")
    let act = act(map)
    if !map.has("send") {
      for key in ["by", "person", "data"] {
        map.refuse(
          key, because: "it goes with \"send\"", remedy: "add \"send: EVENT\", or write { by: … } after \"pause:\"")
      }
    }
    let expectation = map.mapping("expect", "an expectation") { ExpectationReader(reader: self).expectation($0) }
    return ScenarioStep(act: act, expectation: expectation, place: map.node.place)
  }

  private func act(_ map: MappingReader) -> ScenarioStep.Act? {
    let send = map.located("send")
    let by = map.text("by")
    let person = map.text("person")
    let data = map.has("data") ? self.data("data", of: map).object : nil
    let after = map.located("after").flatMap(delay)
    let at = map.located("at").flatMap(instant)
    let pause = map.mapping("pause", "a pause") { pause in
      ScenarioStep.Act.pause(by: pause.text("by"), reason: pause.text("reason") ?? "")
    }
    let resume = map.mapping("resume", "resume") { ScenarioStep.Act.resume(by: $0.text("by")) }
    let ended = map.mapping("ended", "an end of another case") { end -> ScenarioStep.Act? in
      let (name, data) = (end.located("case", isRequired: true), end.pairs("data") ?? [])
      name.map(checkStarted)
      return name.map { .ended(case: $0.value, data: data.reduce(into: JSONObject()) { $0[$1.name] = $1.value.json }) }
    }
    let directory = map.texts("directory")?.map(\.value)
    if let send { return .send(event: checked(send), by: by, person: person, data: data) }
    return after.map { .after($0) } ?? at.map { .at($0) } ?? pause ?? resume ?? ended
      ?? directory.map { .directory($0) }
  }

  /// An event that no transition of the workflow names is probably a slip, and may be there to see it ignored.
  private func checked(_ event: Located<String>) -> String {
    guard let workflow else { return event.value }
    let descriptors = workflow.chart.transitions.flatMap { transition -> [EventDescriptor] in
      if case .event(let descriptors) = transition.trigger { descriptors } else { [] }
    }
    if !descriptors.contains(where: { $0.matches(event.value) }) {
      diagnostics.warning(
        .unknownEvent, at: event.place, "no transition answers \(event.value.inQuotes)",
        remedy: didYouMean(event.value, descriptors.map(\.prefix)).map { "did you mean \($0.inQuotes)?" }
          ?? "name an event of the workflow")
    }
    return event.value
  }

  /// Data by field, with the place of each.
  func data(_ key: String, of map: MappingReader) -> (object: JSONObject, places: [String: SourcePlace]) {
    var object = JSONObject()
    var places: [String: SourcePlace] = [:]
    for pair in map.pairs(key) ?? [] {
      object[pair.name] = pair.value.json
      places[pair.name] = pair.key.place
      checkField(Located(pair.name, at: pair.key))
    }
    return (object, places)
  }

  func checkField(_ name: Located<String>) {
    guard let workflow, !workflow.fields.contains(where: { $0.name == name.value }) else { return }
    report(.unknownField, "field", name, workflow.fields.map(\.name))
  }

  /// A case that the workflow starts, by the name that it knows it by.
  func checkStarted(_ name: Located<String>) {
    guard let starts = workflow?.starts, !starts.contains(where: { $0.name == name.value }) else { return }
    report(.unknownWord, "case that is started as", name, starts.map(\.name))
  }

  func report(_ code: DiagnosticCode, _ kind: String, _ name: Located<String>, _ known: [String]) {
    diagnostics.error(
      code, at: name.place, "no \(kind) \(name.value.inQuotes) in the workflow",
      remedy: didYouMean(name.value, known).map { "did you mean \($0.inQuotes)?" } ?? "name one that the workflow has")
  }

  func instant(_ text: Located<String>) -> Instant? {
    if let instant = Instant(rfc3339: text.value) { return instant }
    diagnostics.error(
      .wrongType, at: text.place, "\(text.value.inQuotes) is no instant",
      remedy: "write it with its zone, such as 2026-03-02T10:00:00Z")
    return nil
  }

  private func delay(_ text: Located<String>) -> Delay? {
    do throws(DelayError) {
      return try Delay(parsing: text.value)
    } catch {
      diagnostics.error(.invalidDelay, at: text.place, error.message, remedy: error.remedy)
      return nil
    }
  }
}
