import Casework
import Expression
import Statechart

/// Reads the actions that reach beyond the case: `notify`, `start`, `call` and `publish`.
struct EffectReader {
  let context: ReadingContext

  /// One message for each party that it goes to.
  func notify(_ node: YAMLNode) -> [Action] {
    MappingReader.read(node, "notify", context.diagnostics) { map in
      let parties = (map.oneOrMoreTexts("to", isRequired: true) ?? []).map { ($0.place, context.checkParty($0)) }
      let template = map.located("template", isRequired: true).map(context.checkTemplate)
      let with = map.optional("with").flatMap { ArgumentReader(context: context).names($0, "with") }
      guard let template else { return [] }
      return parties.compactMap { place, party in
        party.map { perform(.notify(party: $0, template: template), with, at: place) }
      }
    } ?? []
  }

  func start(_ node: YAMLNode) -> Action? {
    MappingReader.read(node, "start", context.diagnostics) { map in
      let started = map.located("workflow", isRequired: true)
      if let started { checkNeighbour(started) }
      let workflow = started?.value
      let with = map.optional("with").flatMap { ArgumentReader(context: context).names($0, "with") }
      let id = map.text("id")
      return workflow.map { perform(.start(workflow: $0, id: id), with, at: node.place) }
    }
  }

  /// It may have been deployed from elsewhere, which only a deployment can tell.
  private func checkNeighbour(_ started: Located<String>) {
    guard let known = context.neighbours, !known.contains(started.value) else { return }
    context.diagnostics.warning(
      .unknownWorkflow, at: started.place, "no workflow \(started.value.inQuotes) stands beside this one",
      remedy: didYouMean(started.value, known).map { "did you mean \($0.inQuotes)?" }
        ?? "add its folder, or deploy it first: a deployment refuses a start of what nobody has deployed")
  }

  func call(_ node: YAMLNode) -> Action? {
    MappingReader.read(node, "call", context.diagnostics) { map in
      let webhook = map.text("webhook", isRequired: true)
      let with = map.optional("with").flatMap { ArgumentReader(context: context).names($0, "with") }
      return webhook.map { perform(.call(webhook: $0), with, at: node.place) }
    }
  }

  func publish(_ node: YAMLNode) -> Action? {
    ArgumentReader(context: context).names(node, "publish").map { perform(.publish, $0, at: node.place) }
  }

  /// A message that the language sends of itself, such as a reminder.
  func reminder(to party: String, template: String, at place: SourcePlace) -> Action {
    perform(.notify(party: party, template: template), nil, at: place)
  }

  private func perform(_ effect: EffectTemplate, _ arguments: Expression?, at place: SourcePlace) -> Action {
    .perform(context.number(of: effect, at: place), arguments: arguments)
  }
}
