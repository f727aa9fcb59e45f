/// What a picture of a workflow shows, before anybody has decided where it goes on the page.
///
/// A chart of forty states with every transition as an arrow is a tangle. So moves between the same two places are one
/// arrow; what can happen at every step of a group leaves the group once; a step that is far off, or lies behind, is
/// named at the end of a short arrow; and an end that many steps lead to stands beside each of them. What stays in its
/// step (a note, a correction) is not drawn. The table of steps has everything.
package struct Picture: Sendable {
  /// Something with a place of its own.
  package struct Item: Sendable, Hashable {
    /// What it stands for.
    package enum Kind: Sendable, Hashable {
      /// A step in which a case waits.
      case step
      /// A place that a case only passes through.
      case choice
      /// An end of the case, or of the group around it.
      case end
      /// Every step of a group: where the group's own moves begin.
      case anywhere
      /// The name of a step that is drawn elsewhere.
      case link(isBack: Bool)
      /// The names of the steps that lead here, where none of them is near.
      case arrivals
      /// Where a group begins; the whole case, where the state is the root.
      case start
    }

    package let id: String
    package let kind: Kind
    /// The state that it stands for.
    package let state: Int
    /// The state around it, 0 for the page.
    package let group: Int
  }

  /// An arrow from one item to another.
  package struct Arrow: Sendable, Hashable {
    package let id: String
    package let from: String
    package let to: String
    /// The group whose frame it ends at, where it leads to a group as a whole.
    package let into: Int?
    /// What it stands for; empty for the arrow from a start.
    package let moves: [Move]
    /// Whether time makes it happen.
    package let isTimed: Bool
    /// Whether it leads up the page.
    package let isBack: Bool
  }

  package internal(set) var items: [Item] = []
  package internal(set) var arrows: [Arrow] = []
  /// The numbers of the states that are drawn as groups.
  package internal(set) var groups: [Int] = []

  /// A workflow's picture.
  package init(_ moves: Moves) {
    var composition = PictureComposition(moves)
    composition.compose()
    self = composition.picture
  }

  init() {}
}
