/// How a macro goes through a list or a map: what it evaluates and where it keeps its variables.
struct Traversal: Sendable {
  let range: any Step
  let first: Int
  /// The slot of the second variable, in the form that has two.
  let second: Int?

  /// Visits every element until `visit` says that it has seen enough.
  func forEach(
    _ frame: inout Frame, _ visit: (inout Frame) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) {
    switch try range.evaluate(&frame) {
    case .list(let list):
      for (index, element) in list.enumerated() {
        try frame.meter.step()
        if let second {
          frame.locals[first] = .int(Int64(index))
          frame.locals[second] = element
        } else {
          frame.locals[first] = element
        }
        if try !visit(&frame) { return }
      }
    case .map(let map):
      for entry in map.entries {
        try frame.meter.step()
        frame.locals[first] = entry.key
        if let second { frame.locals[second] = entry.value }
        if try !visit(&frame) { return }
      }
    case let other:
      throw EvaluationError(.noSuchOverload, "only a list or a map can be gone through, not \(other.typeName)")
    }
  }
}
