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
  /// Questions that were answered either way, by their text.
  private(set) var free: [String: Bool] = [:]
  /// The expressions whose answer depended on more than could be told from the data.
  var approximated: Set<String> = []
  private var isTainted = false

  init(_ model: SpaceModel) { self.model = model }

  /// Begins a run from where some fields are unknown.
  func begin(_ cells: [Int: StateSet]) {
    unknowns = Array(repeating: nil, count: model.chart.fields.count)
    for (field, cells) in cells { unknowns[field] = Unknown(field: field, cells: cells) }
    free = [:]
    isPersons = false
  }

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
    if free["'\(owner)' in party"] == true { return nil }
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
    switch use {
    case .condition: return .bool(try condition(expression, activation))
    case .field(let field): return try newValue(of: field, expression, activation)
    case .length: return try length(expression, activation)
    case .event: return try settledValue(expression, activation) ?? .unsettled(-1)
    case .arguments, .text: return try settledValue(expression, activation) ?? .null
    }
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

  // MARK: Conditions

  private func condition(_ expression: Expression, _ activation: any Activation) throws(EvaluationError) -> Bool {
    try condition(model.reader.tree(expression), in: expression, activation)
  }

  func condition(
    _ tree: ConditionTree, in expression: Expression, _ activation: any Activation
  ) throws(EvaluationError) -> Bool {
    while true {
      var open: Question?
      switch known(tree, activation, &open) {
      case .yes?: return true
      case .no?: return false
      case .fault?: throw EvaluationError(.conversion, "this guard can't be answered")
      case nil: if let open { settle(open, activation, in: expression) }
      }
    }
  }

  /// What a condition answers as far as its questions are settled; else the first that is not.
  private func known(_ tree: ConditionTree, _ activation: any Activation, _ open: inout Question?) -> Truth? {
    switch tree {
    case .question(let question):
      let truth = known(question, activation)
      if truth == nil, open == nil { open = question }
      return truth
    case .not(let inner):
      switch known(inner, activation, &open) {
      case .yes?: return .no
      case .no?: return .yes
      case let other: return other
      }
    case .all(let parts): return decided(parts, activation, &open, by: .no, else: .yes)
    case .any(let parts): return decided(parts, activation, &open, by: .yes, else: .no)
    case .choice(let condition, let one, let other):
      switch known(condition, activation, &open) {
      case .yes?: return known(one, activation, &open)
      case .no?: return known(other, activation, &open)
      case let undecided: return undecided
      }
    }
  }

  private func decided(
    _ parts: [ConditionTree], _ activation: any Activation, _ open: inout Question?, by decisive: Truth,
    else usual: Truth
  ) -> Truth? {
    var result: Truth? = usual
    var undecided: Question?
    for part in parts {
      var inner: Question?
      switch known(part, activation, &inner) {
      case decisive?: return decisive
      case .fault?: result = .fault
      case nil: undecided = undecided ?? inner
      case .yes?, .no?: break
      }
    }
    guard let undecided else { return result }
    open = open ?? undecided
    return nil
  }

  private func known(_ question: Question, _ activation: any Activation) -> Truth? {
    if let (number, field) = decidable(question, activation), let unknown = unknown(number) {
      let answers = model.answers(question, of: field)
      guard let first = unknown.cells.first else { return .fault }
      let truth = answers[first]
      return unknown.cells.allSatisfy { answers[$0] == truth } ? truth : nil
    }
    do throws(EvaluationError) {
      if let value = try settledValue(question.expression, activation) {
        if case .bool(let flag) = value { return Truth(flag) }
        return .fault
      }
    } catch {
      return .fault
    }
    return free[question.expression.source].map(Truth.init)
  }

  /// The mark of the one field that alone decides a question.
  private func decidable(_ question: Question, _ activation: any Activation) -> (number: Int, field: Int)? {
    guard question.expression.variables.count == 1, let field = model.reader.field(of: question),
      let number = activation.value(of: field).unsettledNumber, unknown(number)?.field == field
    else { return nil }
    return (number, field)
  }

  private func settle(_ question: Question, _ activation: any Activation, in expression: Expression) {
    if let (number, field) = decidable(question, activation), let unknown = unknown(number) {
      let answers = model.answers(question, of: field)
      var groups: [(truth: Truth, cells: [Int])] = []
      for cell in unknown.cells {
        if let place = groups.firstIndex(where: { $0.truth == answers[cell] }) {
          groups[place].cells.append(cell)
        } else {
          groups.append((answers[cell], [cell]))
        }
      }
      narrow(number, to: groups[choices.choose(of: groups.count)].cells)
      return
    }
    if splitExactly(question.expression, activation) { return }
    approximated.insert(expression.source)
    free[question.expression.source] = choices.choose(of: 2) == 0
  }

  private func narrow(_ number: Int, to cells: [Int]) {
    guard let unknown = unknown(number) else { return }
    unknowns[number] = Unknown(field: unknown.field, cells: StateSet(cells))
  }

  /// Combinations of values that are tried one by one.
  private static let combinations = 64

  /// Settles one of the values that an expression reads, where all of them are among few; false where they are not.
  func splitExactly(_ expression: Expression, _ activation: any Activation) -> Bool {
    let fields = model.chart.fields.count
    var open: [Int] = []
    for variable in expression.variables where !isSettled(variable, activation) {
      guard variable < fields, let number = activation.value(of: variable).unsettledNumber else { return false }
      open.append(number)
    }
    var count = 1
    for number in open {
      guard let unknown = unknown(number), let cells = model.cells[unknown.field] else { return false }
      guard cells.isExact || unknown.cells == StateSet([cells.null].compactMap(\.self)) else { return false }
      count *= unknown.cells.count
    }
    guard let first = open.first, count <= Self.combinations, let unknown = unknown(first) else { return false }
    let members = Array(unknown.cells)
    narrow(first, to: [members[choices.choose(of: members.count)]])
    return true
  }
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
