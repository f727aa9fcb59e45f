/// `cel.bind(x, value, body)`
final class BindStep: Step {
  private let slot: Int
  private let value: any Step
  private let body: any Step

  init(_ slot: Int, _ value: any Step, _ body: any Step) {
    self.slot = slot
    self.value = value
    self.body = body
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    frame.locals[slot] = try value.evaluate(&frame)
    return try body.evaluate(&frame)
  }
}

/// `a.optMap(x, body)` and `a.optFlatMap(x, body)`
final class OptionalMapStep: Step {
  private let target: any Step
  private let slot: Int
  private let body: any Step
  private let isFlat: Bool

  init(_ target: any Step, _ slot: Int, _ body: any Step, isFlat: Bool) {
    self.target = target
    self.slot = slot
    self.body = body
    self.isFlat = isFlat
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    let value = try target.evaluate(&frame)
    guard case .optional(let inner) = value else {
      throw Library.noOverload(isFlat ? "optFlatMap" : "optMap", value)
    }
    guard let inner else { return value }
    frame.locals[slot] = inner
    let answer = try body.evaluate(&frame)
    guard isFlat else { return .optional(answer) }
    guard case .optional = answer else { throw Library.noOverload("optFlatMap", value, answer) }
    return answer
  }
}
