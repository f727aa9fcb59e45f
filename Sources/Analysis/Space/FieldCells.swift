package import Expression
package import Statechart

/// The values of a field in cells that no condition of the workflow tells apart, each with one value that stands for it.
package struct FieldCells: Sendable {
  package let values: [Value]
  /// Whether each cell holds that one value and no other, so that one may calculate with it.
  package let isExact: Bool
  /// All cells.
  package let all: StateSet
  /// The cell of a field that was never filled in.
  package let null: Int?
  /// The cells of a case that has just been opened.
  let opening: StateSet

  init(_ values: [Value], isExact: Bool, isAlwaysGiven: Bool) {
    self.values = values
    self.isExact = isExact
    all = StateSet(Array(values.indices))
    null = values.firstIndex(of: .null)
    opening = StateSet(values.indices.filter { values[$0] != .null || !isAlwaysGiven })
  }

  /// All cells but that of the unknown value.
  var known: StateSet {
    var known = all
    if let null { known.remove(null) }
    return known
  }

  /// The value that a set of cells comes down to; nil where it could be several.
  func value(_ cells: StateSet) -> Value? {
    guard cells.count == 1, let cell = cells.first else { return nil }
    return isExact || cell == null ? values[cell] : nil
  }
}
