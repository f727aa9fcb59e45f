/// An expression that has been read and checked and can be run any number of times, on any thread.
package struct Expression: Sendable {
  package let source: String
  /// The type of its value.
  package let type: Type
  /// Which of the environment's variables it reads, in ascending order.
  package let variables: [Int]
  /// Its value, where that depends on nothing and is there.
  package private(set) var constantValue: Value?
  private let root: any Step
  private let slotCount: Int

  init(source: String, type: Type, variables: [Int], root: any Step, slotCount: Int, isConstant: Bool) {
    self.source = source
    self.type = type
    self.variables = variables
    self.root = root
    self.slotCount = slotCount
    constantValue = nil
    guard isConstant, let value = try? evaluate(PlainActivation(), costLimit: Self.constantCost) else { return }
    constantValue = value
  }

  /// What finding out the value of a constant expression may cost.
  private static let constantCost = 10_000

  private static func frame(_ activation: some Activation, _ slotCount: Int, costLimit: Int) -> Frame {
    Frame(
      activation: activation, meter: Meter(limit: costLimit),
      locals: slotCount == 0 ? [] : Array(repeating: .null, count: slotCount))
  }

  /// Runs it.
  ///
  /// - Parameters:
  ///   - activation: the values of the variables and the host's functions.
  ///   - costLimit: what it may cost at most; see `ExpressionLimits.evaluationCost`.
  package func evaluate(
    _ activation: some Activation, costLimit: Int = ExpressionLimits.evaluationCost
  ) throws(EvaluationError) -> Value {
    var frame = Self.frame(activation, slotCount, costLimit: costLimit)
    let value = try root.evaluate(&frame)
    try value.measure(&frame.meter)
    return value
  }

  /// Runs it as a condition: the quickest way to ask a guard.
  ///
  /// - Throws: what `evaluate` throws, and where the value is neither true nor false.
  package func test(
    _ activation: some Activation, costLimit: Int = ExpressionLimits.evaluationCost
  ) throws(EvaluationError) -> Bool {
    var frame = Self.frame(activation, slotCount, costLimit: costLimit)
    return try root.test(&frame)
  }
}
