internal import Expression

// What a case does on the way: W3C's executeContent and executeTransitionContent.
extension Interpreter {
  func executeTransitionContent(_ enabledTransitions: [Int]) {
    for transition in enabledTransitions {
      outputs.append(.took(transition))
      executeContent([chart.transitions[transition].actions])
    }
  }

  /// Runs blocks of actions; a fault ends its own block and raises `error.execution`.
  func executeContent(_ blocks: [[Action]]) {
    for block in blocks where !block.isEmpty {
      do throws(EvaluationError) {
        try execute(block)
      } catch {
        fault(error)
      }
    }
  }

  private func execute(_ actions: [Action]) throws(EvaluationError) {
    for action in actions {
      switch action {
      case .assign(let assignments): try assign(assignments)
      case .raise(let name, let data): enqueue(Event(name, data: try evaluate(data, for: .event), kind: .internal))
      case .send(let id, let name, let data, let delay):
        try send(id, Event(name, data: evaluate(data, for: .event)), delay)
      case .cancel(let id): outputs.append(.cancelled(.send(id: id)))
      case .choose(let branches): try choose(branches)
      case .log(let message): outputs.append(.logged(try evaluate(message, for: .text).logText))
      case .perform(let effect, let arguments):
        outputs.append(.performed(effect, try evaluate(arguments, for: .arguments)))
      }
    }
  }

  /// A condition that faults is false and raises an error, as W3C section 5.9.1 says of `if` and `elseif` too.
  private func choose(_ branches: [Branch]) throws(EvaluationError) {
    for branch in branches {
      var holds = true
      if let condition = branch.condition {
        do throws(EvaluationError) {
          holds = try evaluateCondition(condition, for: .branch)
        } catch {
          fault(error)
          holds = false
        }
      }
      if holds { return try execute(branch.actions) }
    }
  }

  private func assign(_ assignments: [Assignment]) throws(EvaluationError) {
    if assignments.count == 1 { return try set(assignments[0], to: value(of: assignments[0])) }
    var values: [Value] = []
    for assignment in assignments { values.append(try value(of: assignment)) }
    // All or nothing: a value that does not fit leaves the earlier parts of the same action undone.
    let before = session.data
    let outputCount = outputs.count
    do throws(EvaluationError) {
      for (assignment, value) in zip(assignments, values) { try set(assignment, to: value) }
    } catch {
      session.data = before
      outputs.removeSubrange(outputCount...)
      throw error
    }
  }

  private func value(of assignment: Assignment) throws(EvaluationError) -> Value {
    try evaluate(assignment.value, for: .field(assignment.field))
  }

  private func set(_ assignment: Assignment, to value: Value) throws(EvaluationError) {
    let field = chart.fields[assignment.field]
    let whole =
      assignment.path.isEmpty || value.unsettledNumber != nil
      ? value : try session.data[assignment.field].replacing(assignment.path[...], with: value)
    let admitted = try field.admit(whole)
    session.data[assignment.field] = admitted
    outputs.append(.assigned(field: assignment.field, admitted))
  }

  private func send(_ id: String?, _ event: Event, _ delay: TimerLength?) throws(EvaluationError) {
    guard let delay else {
      outputs.append(.sent(event))
      return
    }
    let setting = try setting(of: delay)
    outputs.append(.scheduled(.send(id: id ?? makeSendID()), setting, event: event))
  }

  private func makeSendID() -> String {
    session.madeSendIDs += 1
    return "#\(session.madeSendIDs)"
  }
}
