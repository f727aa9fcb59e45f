import CivilTime
import Casework
import Expression
import Statechart
import WorkingTime

/// Puts a workflow together from the keys of its file.
struct WorkflowAssembly {
  /// What a workflow counts by that names no calendar.
  static let usualCalendar = "england-and-wales"

  private let map: MappingReader
  private let source: WorkflowSource
  private let context: ReadingContext
  private(set) var places = WorkflowPlaces()

  init(_ map: MappingReader, _ source: WorkflowSource) {
    self.map = map
    self.source = source
    let fields = FieldReader(diagnostics: map.diagnostics).table(map.pairs("data"))
    let outline = StateOutline(map.pairs("states", isRequired: true) ?? [], map.diagnostics)
    let parties = (map.optional("parties")?.pairs ?? []).map(\.name)
    context = ReadingContext(
      diagnostics: map.diagnostics, outline: outline, fields: fields,
      expressions: ExpressionReader(
        scope: fields.scope, states: outline.ids, parties: parties, diagnostics: map.diagnostics),
      parties: parties, source: source, isCut: map.node.isCut)
  }

  /// The workflow; nil where no statechart comes of it.
  mutating func workflow() -> Workflow? {
    let head = HeadReader(context: context).head(map, calendars: source.calendars)
    let fields = context.fields.chartFields(context.expressions)
    let parties = map.pairs("parties")
    let partyReader = PartyReader(context: context)
    let readParties = partyReader.parties(parties)
    let complainedOf = partyReader.complainedOf(map)
    context.vacantParties = partyReader.vacant(readParties)
    let clocks = ClockReader(context: context).clocks(map.pairs("clocks"))
    let openingForm = FormReader(context: context).fields("form", of: map)
    let initial = InitialReader(context: context).initial(map.optional("initial"), of: nil)
    let states = StateReader(context: context).states()
    let properties = PropertyReader(context: context, states: states).properties(map)
    let templates = templates()
    notePlaces(parties: parties ?? [], clocks: clocks.map(\.key))
    places.properties = properties.map(\.place)
    guard let chart = chart(states, initial: initial, fields: fields) else { return nil }
    let reopening = head.reopening.flatMap { wanted in
      chart.state(wanted.target.value).map { Reopening(target: $0, roles: wanted.roles) }
    }
    let notes = ChartNotes(root: head.title, states, places: &places)
    return Workflow(
      name: head.name, title: head.title, description: head.description, tags: head.tags, digest: source.digest,
      calendar: head.calendar, receipt: head.receipt,
      counting: head.counting, longestPause: head.longestPause, openingForm: openingForm,
      fields: context.fields.entries.map(\.field), parties: readParties, complainedOf: complainedOf,
      clocks: clocks.map(\.clock), reopening: reopening, chart: chart,
      stateNotes: notes.states, transitionNotes: notes.transitions, effects: context.effects, templates: templates,
      properties: properties.map(\.property))
  }

  private func templates() -> [String: MessageTemplate] {
    let reader = TemplateReader(expressions: context.expressions, diagnostics: context.diagnostics)
    var templates: [String: MessageTemplate] = [:]
    for message in source.messages { templates[message.name] = reader.template(message) }
    return templates
  }

  private mutating func notePlaces(parties: [YAMLPair], clocks: [YAMLNode]) {
    places.fields = context.fields.entries.map(\.key.place)
    places.parties = parties.map(\.key.place)
    places.clocks = clocks.map(\.place)
    for message in source.messages { places.templates[message.name] = SourcePlace(file: message.file) }
    places.effects = context.effectPlaces
    places.events = context.events
    places.cancels = context.cancels
    places.expressions = context.expressions.mentions
    places.states = [map.node.place]
  }

  private func chart(
    _ states: [ReadState], initial: StateDefinition.Initial?, fields: [Field]
  ) -> Statechart? {
    guard !states.isEmpty else {
      if let node = map.optional("states"), node.pairs != nil {
        context.diagnostics.error(
          .noStates, at: node.place, "there is no state to be in", remedy: "add a state under \"states\"")
      }
      return nil
    }
    let root = StateDefinition(id: "", initial: initial, children: states.map(\.definition))
    do throws(StatechartError) {
      return try Statechart(root: root, fields: fields)
    } catch {
      // Whoever wrote the file has been told already, in place; this is for what nobody foresaw.
      if !context.diagnostics.hasErrors {
        context.diagnostics.error(
          .notAStatechart, at: map.node.place, error.description, remedy: "mend what this says of the states")
      }
      return nil
    }
  }
}
