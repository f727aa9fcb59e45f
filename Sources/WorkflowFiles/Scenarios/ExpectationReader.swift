import Casework
import CivilTime
import JSON

/// Reads what a scenario expects.
struct ExpectationReader {
  let reader: ScenarioReader

  func expectation(_ map: MappingReader) -> ScenarioExpectation {
    let states = map.oneOrMoreTexts("state")
    states?.forEach(checkState)
    let timers = map.pairs("timers")?.compactMap { pair in
      pair.value.readText(pair.name, reader.diagnostics).flatMap { reader.instant(Located($0, at: pair.value)) }
        .map { (timer: Located(pair.name, at: pair.key), due: $0) }
    }
    let data = (map.pairs("data") ?? []).map { pair in
      let field = Located(pair.name, at: pair.key)
      reader.checkField(field)
      return (field: field, value: pair.value.json)
    }
    return ScenarioExpectation(
      place: map.node.place, isRefused: map.bool("refused") ?? false, states: states,
      messages: (map.list("messages", of: "messages") ?? []).compactMap(message),
      messagesPlace: (map.key("messages") ?? map.node).place,
      skipped: skipped(map), published: (map.list("published", of: "publications") ?? []).compactMap(published),
      started: (map.list("started", of: "cases") ?? []).compactMap(started),
      timers: timers, data: data)
  }

  private func message(_ node: YAMLNode) -> ExpectedMessage? {
    MappingReader.read(node, "a message", reader.diagnostics) { map in
      let party = map.located("to", isRequired: true)
      let template = map.located("template", isRequired: true)
      let contains = map.oneOrMoreTexts("contains") ?? []
      let lacks = map.oneOrMoreTexts("lacks") ?? []
      guard let party, let template else { return nil }
      check(party, template)
      return ExpectedMessage(
        party: party.value, template: template.value, contains: contains.map(\.value), lacks: lacks.map(\.value),
        place: node.place)
    }
  }

  private func skipped(_ map: MappingReader) -> [Located<String>] {
    let states = map.oneOrMoreTexts("skipped") ?? []
    states.forEach(checkState)
    return states
  }

  private func published(_ node: YAMLNode) -> Located<JSONObject>? {
    guard node.readPairs("published", reader.diagnostics) != nil, case .object(let object) = node.json else {
      return nil
    }
    return Located(object, at: node)
  }

  private func started(_ node: YAMLNode) -> ExpectedStart? {
    MappingReader.read(node, "a case that is started", reader.diagnostics) { map in
      let workflow = map.located("workflow", isRequired: true)
      let name = map.located("id")
      let with = map.pairs("with").map { pairs in
        pairs.reduce(into: JSONObject()) { $0[$1.name] = $1.value.json }
      }
      guard let workflow else { return nil }
      if let known = reader.workflow?.starts, !known.contains(where: { $0.workflow == workflow.value }) {
        reader.report(.unknownWord, "case that is started, of", workflow, known.map(\.workflow))
      }
      if let name { reader.checkStarted(name) }
      return ExpectedStart(workflow: workflow.value, name: name?.value, data: with, place: node.place)
    }
  }

  private func checkState(_ id: Located<String>) {
    guard let chart = reader.workflow?.chart, chart.state(id.value) == nil else { return }
    reader.report(.unknownState, "state", id, chart.states.dropFirst().map(\.id))
  }

  private func check(_ party: Located<String>, _ template: Located<String>) {
    guard let workflow = reader.workflow else { return }
    if workflow.party(named: party.value) == nil {
      reader.report(.unknownParty, "party", party, workflow.parties.map(\.id))
    }
    if workflow.templates[template.value] == nil, template.value != Message.parkedTemplate {
      reader.report(.unknownTemplate, "message", template, workflow.templates.keys.sorted())
    }
  }
}
