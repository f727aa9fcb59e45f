internal import Expression

/// `error.execution`, the event that every fault raises.
enum ErrorEvent {
  static let name = "error.execution"
}

// What expressions see, and what becomes of their faults.
extension Interpreter: Activation {
  func value(of variable: Int) -> Value {
    let fields = chart.fields.count
    if variable < fields { return session.data[variable] }
    switch variable - fields {
    case 0: return .string(event.name)
    case 1: return event.data
    case 2: return event.by.map(Value.string) ?? .null
    case 3: return .map(MapValue(zip(chart.fields.map(\.name), session.data)))
    case 4: return .map(MapValue([("name", value(of: fields)), ("data", event.data), ("by", value(of: fields + 2))]))
    default: return host.value(of: variable - fields - ExpressionScope.ownVariables, data: session.data)
    }
  }

  func has(key: String, in variable: Int) -> Bool? {
    let own = chart.fields.count + ExpressionScope.ownVariables
    return variable < own ? nil : host.has(key: key, in: variable - own, data: session.data)
  }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    guard function == 0 else { return try host.call(function - ExpressionScope.ownFunctions, arguments) }
    guard case .string(let id)? = arguments.first else {
      throw EvaluationError(.noSuchOverload, "inState takes a state's id")
    }
    return .bool(chart.isActive(id, in: session))
  }

  /// The value of an expression, or null where there is none.
  func evaluate(_ expression: Expression?, for use: ExpressionUse) throws(EvaluationError) -> Value {
    guard let expression else { return .null }
    if foresees, let value = try host.foreseen(expression, for: use, self) { return value }
    return try expression.evaluate(self)
  }

  func evaluateCondition(
    _ condition: Expression, for use: ExpressionUse = .condition
  ) throws(EvaluationError) -> Bool {
    guard case .bool(let holds) = try evaluate(condition, for: use) else {
      throw EvaluationError(.conversion, "a condition is true or false, and this is neither")
    }
    return holds
  }

  /// Sets each field to what the case was opened with, or to its initial value; one that can't be worked out is null.
  func initializeDatamodel(_ given: [Int: Value]) {
    for (number, field) in chart.fields.enumerated() {
      do throws(EvaluationError) {
        let value = if let value = given[number] { value } else { try evaluate(field.initial, for: .field(number)) }
        session.data[number] = try field.admit(value)
      } catch {
        fault(error)
      }
    }
  }

  /// Puts an event into the internal queue.
  func enqueue(_ event: Event) {
    outputs.append(.raised(event.name))
    internalQueue.enqueue(event)
  }

  /// Raises `error.execution` with the reason.
  func fault(_ error: EvaluationError) {
    outputs.append(.fault(error.message))
    let reason = Value.map(MapValue([("reason", .string(error.message)), ("kind", .string(error.kind.rawValue))]))
    enqueue(Event(ErrorEvent.name, data: reason, kind: .platform))
  }
}
