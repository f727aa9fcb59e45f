/// `list.all(x, …)` and `list.exists(x, …)`, which absorb faults as `&&` and `||` do.
final class QuantifierStep: Condition {
  private let traversal: Traversal
  private let condition: any Step
  /// What ends the search: false for all, true for exists.
  private let decisive: Bool

  init(_ traversal: Traversal, _ condition: any Step, decisive: Bool) {
    self.traversal = traversal
    self.condition = condition
    self.decisive = decisive
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    var fault: EvaluationError?
    var isDecided = false
    try traversal.forEach(&frame) { (frame) throws(EvaluationError) in
      do throws(EvaluationError) {
        isDecided = try condition.test(&frame) == decisive
      } catch {
        fault = try absorbed(error, after: fault)
      }
      return !isDecided
    }
    if isDecided { return decisive }
    if let fault { throw fault }
    return !decisive
  }
}

/// `list.exists_one(x, …)`, which absorbs nothing.
final class ExistsOneStep: Condition {
  private let traversal: Traversal
  private let condition: any Step

  init(_ traversal: Traversal, _ condition: any Step) {
    self.traversal = traversal
    self.condition = condition
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    var count = 0
    try traversal.forEach(&frame) { (frame) throws(EvaluationError) in
      if try condition.test(&frame) { count += 1 }
      return true
    }
    return count == 1
  }
}

/// `filter`, `map` and `transformList`: a list of what becomes of the elements that are kept.
final class CollectStep: Step {
  private let traversal: Traversal
  private let condition: (any Step)?
  /// What is kept of an element; of a filter, the element itself.
  private let transform: any Step

  init(_ traversal: Traversal, _ condition: (any Step)?, _ transform: any Step) {
    self.traversal = traversal
    self.condition = condition
    self.transform = transform
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    var list: [Value] = []
    try traversal.forEach(&frame) { (frame) throws(EvaluationError) in
      if let condition, try !condition.test(&frame) { return true }
      try frame.meter.charge(2)
      list.append(try transform.evaluate(&frame))
      return true
    }
    return .list(list)
  }
}

/// `transformMap` and `transformMapEntry`.
final class CollectMapStep: Step {
  private let traversal: Traversal
  private let condition: (any Step)?
  private let transform: any Step
  /// Whether the transform makes whole pairs, rather than values for the keys that are there.
  private let makesEntries: Bool

  init(_ traversal: Traversal, _ condition: (any Step)?, _ transform: any Step, makesEntries: Bool) {
    self.traversal = traversal
    self.condition = condition
    self.transform = transform
    self.makesEntries = makesEntries
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    var map = MapValue()
    try traversal.forEach(&frame) { (frame) throws(EvaluationError) in
      if let condition, try !condition.test(&frame) { return true }
      let key = frame.locals[traversal.first]
      let value = try transform.evaluate(&frame)
      guard makesEntries else {
        try frame.meter.charge(4)
        try MapStep.insert(value, for: key, into: &map)
        return true
      }
      guard case .map(let entries) = value else { throw Library.noOverload("transformMapEntry", value) }
      try frame.meter.charge(4 * entries.count)
      for entry in entries.entries { try MapStep.insert(entry.value, for: entry.key, into: &map) }
      return true
    }
    return .map(map)
  }
}
