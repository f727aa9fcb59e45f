/// An explored case at a moment: besides where it stands, how many working days each of its timers has left.
package struct SpaceMoment: Hashable, Sendable {
  /// The number of the node.
  package let node: Int
  /// By timer of the node; nil for one that may fire at any time, or never.
  package let remaining: [Int?]
}

/// How a case gets from one moment to another: it waits, and then something happens.
package struct SpaceMove: Sendable {
  package let target: Int
  /// For how many working days it waits before; nil where nothing bounds that.
  package let days: Int?
  /// What happens then, among the steps of the moment's node.
  package let step: Int
}
