import Casework
import CivilTime
import Expression
import Statechart

/// What surrounds the cases of an exploration. It answers for every expression that depends on what is not settled: the
/// answer narrows down what is, and where that can't be told from the data either answer is tried.
final class SpaceHost: Host {
  /// A value that could be any: of which field, and which of its cells it may still lie in.
  struct Unknown {
    let field: Int
    var cells: StateSet
  }

  let model: SpaceModel
  var choices = Choices()
  /// By number of the mark. The first are the fields as they stood before the step.
  var unknowns: [Unknown?] = []
  /// Whether the macrostep is one that somebody's event began, who must have the role.
  var isPersons = false
  /// Questions that were answered either way, by their text, with what they read.
  private(set) var free: [String: (holds: Bool, variables: [Int])] = [:]
  /// How fields that were compared with each other were taken to relate.
  private(set) var related: [FieldRelation.Pair: FieldRelation] = [:]
  /// Whether something was answered in this run that the exploration could not tell from the data.
  private(set) var hasGuessed = false
  /// What was answered where only messages hang on it, by the condition's text.
  var branches: [String: (holds: Bool, variables: [Int])] = [:]
  /// The expressions whose answer depended on more than could be told from the data.
  var approximated: Set<String> = []
  /// The fields that something has asked for since the run began, be they settled or not.
  private(set) var asked = StateSet()
  private var isTainted = false

  init(_ model: SpaceModel) { self.model = model }

  /// Begins a run from where some fields are unknown.
  func begin(_ cells: [Int: StateSet]) {
    unknowns = Array(repeating: nil, count: model.chart.fields.count)
    for (field, cells) in cells { unknowns[field] = Unknown(field: field, cells: cells) }
    free = [:]
    related = [:]
    hasGuessed = false
    branches = [:]
    asked = StateSet()
    isPersons = false
  }

  /// Takes down which fields an expression reads.
  func ask(_ expression: Expression) {
    let fields = model.chart.fields.count
    for variable in expression.variables {
      if variable < fields {
        ask(variable)
      } else if variable == fields + 3 {
        // `data` as a whole.
        model.chart.fields.indices.forEach(ask)
      }
    }
  }

  func ask(_ field: Int) { asked.insert(field) }

  /// A new value of a field that could be any of these.
  func mark(_ field: Int, _ cells: StateSet) -> Value {
    unknowns.append(Unknown(field: field, cells: cells))
    return .unsettled(unknowns.count - 1)
  }

  // MARK: Host

  func permits(_ transition: Int, _ event: Event) -> Bool {
    guard isPersons, model.namesRoles, event.kind == .external, event.timer == nil, let role = event.by else {
      return true
    }
    return model.workflow.transitionNotes[transition].roles.contains(role)
  }

  func vacancy(of state: Int, data: [Value]) -> String? {
    guard let owner = model.workflow.stateNotes[state].owner else { return nil }
    // Whoever was found to be there in this step is there.
    if free["'\(owner)' in party"]?.holds == true { return nil }
    return choices.choose(of: 2) == 0 ? nil : "nobody is there"
  }

  func value(of variable: Int, data: [Value]) -> Value {
    guard let variable = CaseScope.HostVariable(rawValue: variable) else { return .null }
    switch variable {
    case .caseID, .caseReference, .due:
      isTainted = true
      return .string("")
    case .caseOpenedAt, .now:
      isTainted = true
      return .timestamp(Self.moment)
    case .case:
      isTainted = true
      return .map(MapValue([("id", .string("")), ("reference", .string("")), ("opened_at", .timestamp(Self.moment))]))
    case .party:
      isTainted = true
      return .map(
        MapValue(
          model.workflow.parties.map {
            ($0.id, .map(MapValue([("title", .string($0.title)), ("name", .string($0.title))])))
          }))
    }
  }

  func has(key: String, in variable: Int, data: [Value]) -> Bool? {
    guard CaseScope.HostVariable(rawValue: variable) == .party else { return nil }
    guard let party = model.workflow.party(named: key) else { return false }
    // The scheme's own people are always there.
    if !party.isStaff { isTainted = true }
    return true
  }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    guard let function = CaseScope.HostFunction(rawValue: function) else {
      throw EvaluationError(.unknownFunction, "no such function")
    }
    switch (function, arguments.first, arguments.dropFirst().first) {
    case (.workingDays, .int(let amount)?, nil): return try HostDelay(unit: .workingDays, amount: amount).value
    case (.workingHours, .int(let amount)?, nil): return try HostDelay(unit: .workingHours, amount: amount).value
    case (.days, .int(let amount)?, nil): return try HostDelay(unit: .days, amount: amount).value
    case (.weeks, .int(let amount)?, nil): return try HostDelay(unit: .weeks, amount: amount).value
    case (.months, .int(let amount)?, nil): return try HostDelay(unit: .months, amount: amount).value
    case (.date, .timestamp(let instant)?, nil):
      isTainted = true
      return .date(CivilDate(dayNumber: Int((Double(instant.seconds) / 86_400).rounded(.down))))
    case (.addWorkingDays, .timestamp?, .int?): return tainted(.timestamp(Self.moment))
    case (.addWorkingDaysToDate, .date(let date)?, .int?): return tainted(.date(date))
    case (.workingDaysBetween, .timestamp?, .timestamp?): return tainted(.int(0))
    case (.workingDaysBetweenDates, .date?, .date?): return tainted(.int(0))
    case (.addDays, .date(let date)?, .int(let days)?) where days.magnitude <= 1_000_000:
      return .date(date.adding(days: Int(days)))
    case (.addMonths, .date(let date)?, .int(let months)?) where months.magnitude <= 10_000:
      return .date(date.adding(months: Int(months)))
    case (.addDays, .date(let date)?, .int?), (.addMonths, .date(let date)?, .int?): return tainted(.date(date))
    case (.workingDays, _, _), (.workingHours, _, _), (.days, _, _), (.weeks, _, _), (.months, _, _), (.date, _, _),
      (.addWorkingDays, _, _), (.addWorkingDaysToDate, _, _), (.workingDaysBetween, _, _),
      (.workingDaysBetweenDates, _, _), (.addDays, _, _), (.addMonths, _, _):
      throw EvaluationError(.noSuchOverload, "\(function.declaration.name) can't take these values")
    }
  }

  /// A Monday morning.
  private static let moment = Instant(seconds: 1_767_603_600)

  private func tainted(_ value: Value) -> Value {
    isTainted = true
    return value
  }

  // MARK: What is settled

  var foresees: Bool { true }

  func foreseen(
    _ expression: Expression, for use: ExpressionUse, _ activation: any Activation
  ) throws(EvaluationError) -> Value? {
    if expression.constantValue != nil { return nil }
    if case .field(let field) = use {
      if !branches.isEmpty {
        // `data` as a whole is more than the fields that it names.
        branches = branches.filter {
          $0.value.variables.allSatisfy { $0 != field && $0 != model.chart.fields.count + 3 }
        }
      }
      // What nothing ever asks may be anything.
      guard model.cells[field] != nil else { return .unsettled(-1) }
      // A form may leave what was there, and what is set in part keeps the rest.
      ask(field)
    }
    ask(expression)
    switch use {
    case .condition: return .bool(try condition(expression, activation))
    case .branch: return .bool(try branch(expression, activation))
    case .field(let field):
      // What was answered of the old value is no answer about the new one.
      defer { forgetAnswers(about: field) }
      return try newValue(of: field, expression, activation)
    case .length: return try length(expression, activation)
    case .event: return try settledValue(expression, activation) ?? .unsettled(-1)
    case .arguments, .text: return try settledValue(expression, activation) ?? .null
    }
  }

  /// Answers a question either way.
  func guess(_ expression: Expression) {
    free[expression.source] = (choices.choose(of: 2) == 0, expression.variables)
    hasGuessed = true
  }

  /// Takes two fields to relate in one of the ways in which they may.
  func relate(_ pair: FieldRelation.Pair, _ relations: [FieldRelation]) {
    related[pair] = relations[choices.choose(of: relations.count)]
    hasGuessed = true
  }

  private func forgetAnswers(about field: Int) {
    guard !free.isEmpty || !related.isEmpty else { return }
    let wholeData = model.chart.fields.count + 3
    free = free.filter { !$0.value.variables.contains(field) && !$0.value.variables.contains(wholeData) }
    related = related.filter { $0.key.low != field && $0.key.high != field }
  }

  /// The value of an expression that depends on settled values alone; nil for any other.
  func settledValue(_ expression: Expression, _ activation: any Activation) throws(EvaluationError) -> Value? {
    guard expression.variables.allSatisfy({ isSettled($0, activation) }) else { return nil }
    isTainted = false
    let value = try expression.evaluate(SettledActivation(host: self, base: activation))
    return isTainted ? nil : value
  }

  func isSettled(_ variable: Int, _ activation: any Activation) -> Bool {
    let fields = model.chart.fields.count
    if variable < fields { return settled(activation.value(of: variable)) != nil }
    switch variable - fields {
    case 1: return isSettledData(activation.value(of: variable))
    case 4: return isSettledData(activation.value(of: fields + 1))
    case 3: return (0..<fields).allSatisfy { settled(activation.value(of: $0)) != nil }
    default: return true
    }
  }

  func isSettledData(_ data: Value) -> Bool {
    if case .map(let map) = data { return map.values.allSatisfy { $0.unsettledNumber == nil } }
    return data.unsettledNumber == nil
  }

  /// The one value that a mark has come down to, or the value itself; nil where it could be several.
  func settled(_ value: Value) -> Value? {
    guard let number = value.unsettledNumber else { return value }
    guard let unknown = unknown(number) else { return nil }
    return model.cells[unknown.field]?.value(unknown.cells)
  }

  func unknown(_ number: Int) -> Unknown? { unknowns.indices.contains(number) ? unknowns[number] : nil }
}

/// A case's data, with what has been settled in place of the marks.
struct SettledActivation: Activation {
  let host: SpaceHost
  let base: any Activation

  func value(of variable: Int) -> Value {
    let value = base.value(of: variable)
    guard value.unsettledNumber != nil else { return value }
    return host.settled(value) ?? value
  }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    try base.call(function, arguments)
  }

  func has(key: String, in variable: Int) -> Bool? { base.has(key: key, in: variable) }
}
