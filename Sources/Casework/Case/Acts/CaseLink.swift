/// That a case has to do with another one. Both sides have a link, each with its own side of the relation.
package struct CaseLink: Sendable, Hashable {
  /// What the other case is to this one.
  package enum Relation: String, Sendable, Hashable, CaseIterable {
    /// They concern the same matter, authority or contractor.
    case related
    /// The other case was opened by this one, or the other way round.
    case child, parent
    /// This case goes on what the other one came to, or the other way round.
    case follows
    case followedBy = "followed-by"
    /// This case was closed and is gone on with as the other one, or the other way round.
    case mergedInto = "merged-into"
    case mergedFrom = "merged-from"

    /// The same relation seen from the other case.
    package var inverse: Relation {
      switch self {
      case .related: .related
      case .child: .parent
      case .parent: .child
      case .follows: .followedBy
      case .followedBy: .follows
      case .mergedInto: .mergedFrom
      case .mergedFrom: .mergedInto
      }
    }
  }

  package let other: CaseID
  package let relation: Relation

  package init(_ other: CaseID, _ relation: Relation) {
    self.other = other
    self.relation = relation
  }
}
