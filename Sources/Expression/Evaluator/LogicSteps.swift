/// `a && b`: false where any part is false, whatever faults the others have.
final class AndStep: Condition {
  private let operands: [any Step]

  init(_ operands: [any Step]) {
    self.operands = operands
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    var fault: EvaluationError?
    for operand in operands {
      do throws(EvaluationError) {
        if try !operand.test(&frame) { return false }
      } catch {
        fault = try absorbed(error, after: fault)
      }
    }
    if let fault { throw fault }
    return true
  }
}

/// `a || b`: true where any part is true, whatever faults the others have.
final class OrStep: Condition {
  private let operands: [any Step]

  init(_ operands: [any Step]) {
    self.operands = operands
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    var fault: EvaluationError?
    for operand in operands {
      do throws(EvaluationError) {
        if try operand.test(&frame) { return true }
      } catch {
        fault = try absorbed(error, after: fault)
      }
    }
    if let fault { throw fault }
    return false
  }
}

/// The fault to remember: the first one. One that ends the whole evaluation is not for absorbing.
func absorbed(_ error: EvaluationError, after earlier: EvaluationError?) throws(EvaluationError) -> EvaluationError {
  if error.kind == .costLimit { throw error }
  return earlier ?? error
}

/// `!a`
final class NotStep: Condition {
  private let operand: any Step

  init(_ operand: any Step) {
    self.operand = operand
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    return try !operand.test(&frame)
  }
}

/// `a ? b : c`
final class ConditionalStep: Step {
  private let condition: any Step
  private let yes: any Step
  private let no: any Step

  init(_ condition: any Step, _ yes: any Step, _ no: any Step) {
    self.condition = condition
    self.yes = yes
    self.no = no
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    return try condition.test(&frame) ? yes.evaluate(&frame) : no.evaluate(&frame)
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    return try condition.test(&frame) ? yes.test(&frame) : no.test(&frame)
  }
}
