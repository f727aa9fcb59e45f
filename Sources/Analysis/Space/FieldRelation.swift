import Casework
import Expression
import Statechart

/// How the values of two fields of one kind relate, where they are not known one by one: of all answers to comparisons
/// of the two those are tried that can be true together.
enum FieldRelation: Hashable {
  case less, equal, greater
  /// One of them is not there, or neither is.
  case oneUnknown, bothUnknown

  /// Two fields, the one with the lower number first.
  struct Pair: Hashable {
    let low: Int
    let high: Int

    init(_ comparison: VariableComparison) {
      (low, high) = (min(comparison.left, comparison.right), max(comparison.left, comparison.right))
    }
  }

  /// What a comparison answers: what is not there has no order, but is equal to what is not there either.
  func truth(_ comparison: VariableComparison) -> Truth {
    let relation = comparison.left < comparison.right ? self : turned
    switch (comparison.sign, relation) {
    case (.equal, .equal), (.equal, .bothUnknown): return .yes
    case (.equal, _): return .no
    case (.unequal, .equal), (.unequal, .bothUnknown): return .no
    case (.unequal, _): return .yes
    case (_, .oneUnknown), (_, .bothUnknown): return .fault
    case (.less, _): return Truth(relation == .less)
    case (.atMost, _): return Truth(relation != .greater)
    case (.greater, _): return Truth(relation == .greater)
    case (.atLeast, _): return Truth(relation != .less)
    }
  }

  private var turned: FieldRelation {
    switch self {
    case .less: .greater
    case .greater: .less
    case .equal, .oneUnknown, .bothUnknown: self
    }
  }
}

extension SpaceHost {
  /// The two fields that a question compares, where both are of one kind whose values have an order. Of doubles some
  /// have none.
  func pair(_ question: Question) -> FieldRelation.Pair? {
    guard let comparison = question.comparison else { return nil }
    let pair = FieldRelation.Pair(comparison)
    guard pair.high < model.workflow.fields.count,
      model.workflow.fields[pair.low].type == model.workflow.fields[pair.high].type
    else { return nil }
    switch model.workflow.fields[pair.low].type {
    case .int, .uint, .decimal, .string, .date, .timestamp, .duration: return pair
    case .null, .bool, .double, .bytes, .list, .map, .dyn, .type, .wrapper, .optional, .opaque, .parameter, .error,
      .unknown:
      return nil
    }
  }

  /// How two fields may relate.
  func relations(_ pair: FieldRelation.Pair, _ activation: any Activation) -> [FieldRelation] {
    let (low, high) = (presence(of: pair.low, activation), presence(of: pair.high, activation))
    var relations: [FieldRelation] = []
    if low.mayBeThere && high.mayBeThere { relations += [.less, .equal, .greater] }
    if low.mayBeThere && high.mayBeMissing || low.mayBeMissing && high.mayBeThere { relations.append(.oneUnknown) }
    if low.mayBeMissing && high.mayBeMissing { relations.append(.bothUnknown) }
    return relations
  }

  private func presence(of field: Int, _ activation: any Activation) -> (mayBeThere: Bool, mayBeMissing: Bool) {
    let value = activation.value(of: field)
    guard let number = value.unsettledNumber else { return (value != .null, value == .null) }
    guard let unknown = unknown(number), let null = model.cells[unknown.field]?.null else { return (true, true) }
    return (unknown.cells != StateSet([null]), unknown.cells.contains(null))
  }
}
