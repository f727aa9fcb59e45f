import Casework
import Expression
import Statechart

// What fields become, and how long timers run.
extension SpaceHost {
  // MARK: Fields

  /// The new value of a field; nil where it is worked out as usual.
  func newValue(of field: Int, _ expression: Expression, _ activation: any Activation) throws(EvaluationError) -> Value?
  {
    if FormAssignment.isOne(expression) { return stored(field, activation) }
    return try value(model.reader.tree(expression), of: field, expression, activation)
  }

  /// What a form leaves in a field: what was sent, or, where it may be left out, what was there.
  private func stored(_ field: Int, _ activation: any Activation) -> Value {
    let kept = activation.value(of: field)
    guard case .map(let sent) = activation.value(of: model.chart.fields.count + 1),
      let new = sent[model.chart.fields[field].name]
    else { return kept }
    guard let number = new.unsettledNumber, let unknown = unknown(number), let cells = model.cells[field] else {
      return new
    }
    let mayBeLeftOut = !model.workflow.fields[field].isRequired || settled(kept) != .null
    guard mayBeLeftOut else { return new }
    var either = unknown.cells
    if let old = kept.unsettledNumber {
      either.formUnion(self.unknown(old)?.cells ?? cells.all)
    } else if let cell = cells.values.firstIndex(of: kept) {
      either.insert(cell)
    } else {
      // A value that stands between the cells' own: either it is kept, or there is a new one.
      return choices.choose(of: 2) == 0 ? new : kept
    }
    unknowns[number] = Unknown(field: field, cells: either)
    return new
  }

  private func value(
    _ tree: ConditionTree, of field: Int, _ whole: Expression, _ activation: any Activation
  ) throws(EvaluationError) -> Value {
    switch tree {
    case .choice(let condition, let one, let other):
      let holds = try answer(condition, whole, activation)
      return try value(holds ? one : other, of: field, whole, activation)
    case .not, .all, .any: return .bool(try answer(tree, whole, activation))
    case .question(let question):
      while true {
        if let value = try settledValue(question.expression, activation) { return value }
        if question.expression.type == .bool, model.reader.field(of: question) != nil {
          return .bool(try answer(tree, whole, activation))
        }
        if !splitExactly(question.expression, activation) { break }
      }
      approximated.insert(whole.source)
      return fresh(field, question.expression, activation)
    }
  }

  /// Any value of the field; unknown only where what it is worked out of may be.
  private func fresh(_ field: Int, _ expression: Expression, _ activation: any Activation) -> Value {
    guard let cells = model.cells[field] else { return .unsettled(-1) }
    let mayBeUnknown = expression.variables.contains { variable in
      guard variable < model.chart.fields.count, let number = activation.value(of: variable).unsettledNumber else {
        return false
      }
      guard let unknown = unknown(number), let null = model.cells[unknown.field]?.null else { return true }
      return unknown.cells.contains(null)
    }
    return mark(field, mayBeUnknown ? cells.all : cells.known)
  }

  // MARK: Lengths

  /// How long a timer runs.
  func length(_ expression: Expression, _ activation: any Activation) throws(EvaluationError) -> Value {
    try length(model.reader.tree(expression), expression, activation)
  }

  private func length(
    _ tree: ConditionTree, _ whole: Expression, _ activation: any Activation
  ) throws(EvaluationError) -> Value {
    switch tree {
    case .choice(let condition, let one, let other):
      let holds = try answer(condition, whole, activation)
      return try length(holds ? one : other, whole, activation)
    case .not, .all, .any: return .unsettled(-1)
    case .question(let question):
      while true {
        if let value = try settledValue(question.expression, activation) {
          // A moment is as far ahead as it happens to be.
          if case .timestamp = value { return .unsettled(-1) }
          return value
        }
        if splitUnknown(question.expression, activation) || splitExactly(question.expression, activation) { continue }
        return span(of: question.expression, activation) ?? .unsettled(-1)
      }
    }
  }

  /// Settles whether a value that a length is worked out of is there at all; false where that is settled for each.
  private func splitUnknown(_ expression: Expression, _ activation: any Activation) -> Bool {
    for variable in expression.variables where variable < model.chart.fields.count {
      guard let number = activation.value(of: variable).unsettledNumber, let unknown = unknown(number),
        let null = model.cells[unknown.field]?.null, unknown.cells.contains(null), unknown.cells.count > 1
      else { continue }
      let known = unknown.cells.filter { $0 != null }
      unknowns[number] = Unknown(field: unknown.field, cells: StateSet(choices.choose(of: 2) == 0 ? known : [null]))
      return true
    }
    return false
  }

  /// `workingDays(data.n)` takes between the least and the most that the field may hold.
  private func span(of expression: Expression, _ activation: any Activation) -> Value? {
    guard expression.variables.count == 1, let field = expression.variables.first, field < model.chart.fields.count,
      let most = model.workflow.fields[field].maximum
    else { return nil }
    let name = model.chart.fields[field].name
    let calls = ["workingDays", "workingHours", "days", "weeks", "months"].map { "\($0)(data.\(name))" }
    guard expression.type == .duration || calls.contains(expression.source) else { return nil }
    guard expression.type != .duration || expression.source == "data.\(name)" else { return nil }
    let least = model.workflow.fields[field].minimum
    guard let upper = span(expression, field, most, activation), let end = upper.most else { return nil }
    let start = least.flatMap { span(expression, field, $0, activation)?.least } ?? 0
    return .opaque(Opaque(typeName: DaySpan.typeName, words: [Int64(start), Int64(end)]))
  }

  private func span(_ expression: Expression, _ field: Int, _ value: Value, _ activation: any Activation) -> DaySpan? {
    let counting = model.workflow.counting
    switch try? expression.evaluate(OneSettled(field: field, value: value, base: activation)) {
    case .opaque(let opaque)?: return HostDelay(opaque).map { DaySpan($0.delay, counting: counting) }
    case .duration(let duration)?: return DaySpan(.elapsed(duration), counting: counting)
    default: return nil
    }
  }

  // MARK: Answers

  private func answer(
    _ tree: ConditionTree, _ whole: Expression, _ activation: any Activation
  ) throws(EvaluationError) -> Bool {
    try condition(tree, in: whole, activation)
  }
}

private struct OneSettled: Activation {
  let field: Int
  let value: Value
  let base: any Activation

  func value(of variable: Int) -> Value { variable == field ? value : base.value(of: variable) }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    try base.call(function, arguments)
  }
}
