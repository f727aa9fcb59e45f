package import Casework
import CivilTime
package import Expression
import Statechart

/// The values that a field may have, as far as some comparisons can tell them apart: each constant that it is compared
/// with, something on either side, its choices, its bounds, and null where it may be unknown.
package struct FieldDomain {
  package let field: DataField
  /// Whether it may be unknown when a guard asks.
  package let isNullable: Bool

  package init(_ number: Int, of workflow: Workflow) {
    field = workflow.fields[number]
    let isAsked = workflow.openingForm.isEmpty || workflow.openingForm.contains(number)
    isNullable = !(field.isRequired && isAsked) && !Self.isKnown(workflow.chart.fields[number].initial)
  }

  /// Whether an initial value is there whenever it can be worked out.
  private static func isKnown(_ initial: Expression?) -> Bool {
    guard let initial else { return false }
    switch initial.type {
    case .null, .dyn, .wrapper, .optional, .error, .parameter, .unknown: return false
    case .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type,
      .opaque:
      return true
    }
  }

  /// Whether its values are so few that all of them can be tried.
  package var isFinite: Bool { field.type == .bool || !field.choices.isEmpty }

  /// - Parameter points: the constants that the field is compared with.
  package func values(_ points: [Value]) -> [Value] {
    let bounds = [field.minimum, field.maximum].compactMap(\.self)
    let some = known(points + bounds).filter(isWithinBounds)
    return isNullable ? some + [.null] : some
  }

  private func known(_ points: [Value]) -> [Value] {
    guard field.choices.isEmpty else { return field.choices }
    switch field.type {
    case .bool: return [.bool(true), .bool(false)]
    case .string: return Self.texts(points)
    case .int: return Self.around(points.compactMap(Self.int), by: 1, orElse: 0).map(Value.int)
    case .uint: return Self.around(points.compactMap(Self.uint), by: 1, orElse: 1).map(Value.uint)
    case .double: return Self.doubles(points).map(Value.double)
    case .decimal: return Self.decimals(points).map(Value.decimal)
    case .date:
      return Self.around(points.compactMap(Self.day), by: 1, orElse: 20_000).map { .date(CivilDate(dayNumber: $0)) }
    case .timestamp:
      return Self.around(points.compactMap(Self.second), by: 1, orElse: 1_700_000_000)
        .map { .timestamp(Instant(seconds: $0)) }
    case .duration: return Self.durations(points).map(Value.duration)
    case .list: return [.list([])]
    case .map: return [.map(MapValue())]
    case .bytes: return points + [.bytes([])]
    case .dyn: return points + [.string("another")]
    case .null, .type, .wrapper, .optional, .opaque, .parameter, .error, .unknown: return []
    }
  }

  private func isWithinBounds(_ value: Value) -> Bool {
    if let minimum = field.minimum, Self.isLess(value, minimum) { return false }
    if let maximum = field.maximum, Self.isLess(maximum, value) { return false }
    return true
  }

  private static func isLess(_ one: Value, _ other: Value) -> Bool {
    if case .int(let a) = one, case .int(let b) = other { return a < b }
    if case .uint(let a) = one, case .uint(let b) = other { return a < b }
    if case .double(let a) = one, case .double(let b) = other { return a < b }
    if case .decimal(let a) = one, case .decimal(let b) = other { return a < b }
    if case .date(let a) = one, case .date(let b) = other { return a < b }
    if case .timestamp(let a) = one, case .timestamp(let b) = other { return a < b }
    if case .duration(let a) = one, case .duration(let b) = other { return a < b }
    return false
  }
}
