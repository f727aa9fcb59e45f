import Expression
import Statechart
import WorkingTime

/// Writes charts in few words: each call stands for what the workflow file would say.
struct Sketch {
  let fields: [Field]
  let scope: ExpressionScope

  /// A sketch over fields with their initial values; all of any type, unless `types` says otherwise.
  init(
    _ initial: KeyValuePairs<String, String> = [:], types: [String: Type] = [:], hostVariables: [Variable] = [],
    hostFunctions: [Function] = []
  ) throws {
    let names = initial.map { Field(name: $0.key, type: types[$0.key] ?? .dyn) }
    let scope = ExpressionScope(fields: names, hostVariables: hostVariables, hostFunctions: hostFunctions)
    self.scope = scope
    fields = try initial.map { name, source in
      Field(name: name, type: types[name] ?? .dyn, initial: try scope.environment.compile(source))
    }
  }

  func cel(_ source: String) throws -> Expression {
    try scope.environment.compile(source)
  }

  func cel(_ source: String?) throws -> Expression? {
    guard let source else { return nil }
    return try cel(source) as Expression
  }

  func chart(initial: [String] = [], on transitions: [TransitionDefinition] = [], _ states: StateDefinition...) throws
    -> Statechart
  {
    try Statechart(
      root: StateDefinition(
        id: "", initial: initial.isEmpty ? nil : .init(targets: initial), transitions: transitions, children: states),
      fields: fields)
  }

  func state(
    _ id: String, initial: [String] = [], beginning: [Action] = [], entry: [Action] = [], exit: [Action] = [],
    on transitions: [TransitionDefinition] = [], _ children: StateDefinition...
  ) -> StateDefinition {
    StateDefinition(
      id: id, initial: initial.isEmpty && beginning.isEmpty ? nil : .init(targets: initial, actions: beginning),
      entry: [entry], exit: [exit], transitions: transitions, children: children)
  }

  func parallel(
    _ id: String, entry: [Action] = [], exit: [Action] = [], on transitions: [TransitionDefinition] = [],
    _ children: StateDefinition...
  ) -> StateDefinition {
    StateDefinition(
      id: id, kind: .parallel, entry: [entry], exit: [exit], transitions: transitions, children: children)
  }

  func final(_ id: String, entry: [Action] = [], exit: [Action] = [], data: String? = nil) throws -> StateDefinition {
    StateDefinition(id: id, kind: .final, entry: [entry], exit: [exit], doneData: try cel(data))
  }

  func history(_ id: String, deep: Bool = false, to target: String, do actions: [Action] = []) -> StateDefinition {
    StateDefinition(
      id: id, kind: .history(deep: deep),
      transitions: [TransitionDefinition(trigger: .eventless, targets: [target], actions: actions)])
  }

  func on(
    _ descriptors: String..., to targets: [String] = [], if condition: String? = nil, internally: Bool = false,
    do actions: [Action] = []
  ) throws -> TransitionDefinition {
    TransitionDefinition(
      trigger: .event(descriptors.map { EventDescriptor($0) }), guard: try cel(condition), targets: targets,
      isInternal: internally, actions: actions)
  }

  func always(to targets: [String] = [], if condition: String? = nil, do actions: [Action] = []) throws
    -> TransitionDefinition
  {
    TransitionDefinition(trigger: .eventless, guard: try cel(condition), targets: targets, actions: actions)
  }

  func after(
    _ milliseconds: Int, to targets: [String] = [], if condition: String? = nil, do actions: [Action] = []
  ) throws -> TransitionDefinition {
    TransitionDefinition(
      trigger: .timer(.fixed(.elapsed(.milliseconds(milliseconds)))), guard: try cel(condition), targets: targets,
      actions: actions)
  }

  func done(to targets: [String] = [], if condition: String? = nil, do actions: [Action] = []) throws
    -> TransitionDefinition
  {
    TransitionDefinition(trigger: .done, guard: try cel(condition), targets: targets, actions: actions)
  }
}
