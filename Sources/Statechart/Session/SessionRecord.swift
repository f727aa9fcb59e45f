package import Expression

/// A session in names instead of numbers: the form in which a host keeps it, and that another version of the chart can
/// still read.
package struct SessionRecord: Hashable, Sendable {
  /// The ids of every active state, in document order.
  package var configuration: [String]
  /// What each history remembers: ids in document order, by the history's id.
  package var history: [String: [String]]
  /// Values by field name.
  package var data: [String: Value]
  /// Whether the case has ended.
  package var isDone: Bool
  /// How many ids were made for delayed sends.
  package var madeSendIDs: Int

  /// A record as it was kept.
  package init(
    configuration: [String], history: [String: [String]] = [:], data: [String: Value] = [:], isDone: Bool = false,
    madeSendIDs: Int = 0
  ) {
    self.configuration = configuration
    self.history = history
    self.data = data
    self.isDone = isDone
    self.madeSendIDs = madeSendIDs
  }
}

/// Why a record can't be read back into a chart.
package enum SessionRecordError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The chart has no such state, or no such history state.
  case unknownState(String)
  /// The chart has no such field.
  case unknownField(String)
  /// The field takes values of another type.
  case wrongType(field: String)
  /// The states can't be active together: this one lacks its parent or a child, or has one too many.
  case impossibleConfiguration(at: String)
  /// A history remembers a state outside its parent.
  case impossibleHistory(String)

  /// What does not fit, in plain words.
  package var description: String {
    switch self {
    case .unknownState(let id): "the case stands in “\(id)”, a state that this version does not have"
    case .unknownField(let name): "the case has data “\(name)”, a field that this version does not have"
    case .wrongType(let name): "the case's “\(name)” is of a type that this version's field does not take"
    case .impossibleConfiguration(let id): "the case's states don't fit together at “\(id)” in this version"
    case .impossibleHistory(let id): "what history “\(id)” remembers lies outside its parent in this version"
    }
  }
}
