import Casework

/// What the parts of one read share: what the file declares, where findings go, and what is counted up on the way.
final class ReadingContext {
  let diagnostics: Diagnostics
  let outline: StateOutline
  let fields: FieldTable
  let expressions: ExpressionReader
  /// The ids of the parties.
  let parties: [String]
  let knownParties: Set<String>
  /// The names of the messages.
  let templates: Set<String>
  /// Whether all messages are at hand.
  let hasMessages: Bool
  /// The workflows beside this one; nil where they are not known.
  let neighbours: [String]?
  /// Whether the file broke off before its end.
  let isCut: Bool

  /// What `Action.perform` counts into.
  private(set) var effects: [EffectTemplate] = []
  /// By effect: where it is asked for.
  private(set) var effectPlaces: [[SourcePlace]] = []
  private var effectNumbers: [EffectTemplate: Int] = [:]
  /// The parties that only the directory can tell, with none of the scheme's own people to stand in: where it knows
  /// nobody there is nobody.
  var vacantParties: Set<String> = []
  var events: [EventMention] = []
  var cancels: [CancelMention] = []
  /// The state that is being read, as the statechart will count it.
  var state = 0
  private(set) var transitionCount = 0

  init(
    diagnostics: Diagnostics, outline: StateOutline, fields: FieldTable, expressions: ExpressionReader,
    parties: [String], source: WorkflowSource, isCut: Bool
  ) {
    self.isCut = isCut
    self.diagnostics = diagnostics
    self.outline = outline
    self.fields = fields
    self.expressions = expressions
    self.parties = parties
    knownParties = Set(parties)
    templates = Set(source.messages.map(\.name))
    hasMessages = source.hasMessages
    neighbours = source.neighbours
  }

  /// The number of an effect; equal ones share theirs.
  func number(of effect: EffectTemplate, at place: SourcePlace) -> Int {
    if let number = effectNumbers[effect] {
      effectPlaces[number].append(place)
      return number
    }
    effects.append(effect)
    effectPlaces.append([place])
    effectNumbers[effect] = effects.count - 1
    return effects.count - 1
  }

  /// Counts a transition; false, and said once, past the limit.
  func takesTransition(at node: YAMLNode) -> Bool {
    transitionCount += 1
    if transitionCount == WorkflowLimits.transitions + 1 {
      diagnostics.error(
        .tooManyTransitions, at: node.place, "there are more than \(WorkflowLimits.transitions) transitions",
        remedy: "split the workflow; what stands on an outer state holds for all inner ones already")
    }
    return transitionCount <= WorkflowLimits.transitions
  }
}
