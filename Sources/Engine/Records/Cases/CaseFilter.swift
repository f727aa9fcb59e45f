/// Which cases a list shows.
package struct CaseFilter: Sendable, Hashable {
  /// Which of them by whether they have ended.
  package enum Ends: Sendable, Hashable {
    case open, closed
    /// First the open ones.
    case both
  }

  /// In which order open cases come.
  package enum Order: Sendable, Hashable {
    /// By their next due instant.
    case due
    /// By their rank: the most urgent first; closed ones have none. The ranks must be up to date; see `RankService`.
    case rank
  }

  /// Only those of one workflow.
  package var workflow: String?
  /// Only those resting in a state.
  package var state: String?
  /// Only those whose move it is.
  package var owner: String?
  /// Only those whose move is one of these parties'; nil where that is no matter.
  package var owners: [String]?
  /// Only those whose move is somebody's, and none of these parties'; nil where that is no matter.
  package var ownersOtherThan: [String]?
  /// Only those that somebody has in hand.
  package var assignee: String?
  /// Only those that one of these persons has in hand; nil where that is no matter.
  package var assignees: [String]?
  /// Only those that nobody has in hand.
  package var isUnassigned = false
  /// Only those that a person must look at, as a timer's step was refused.
  package var isParked: Bool
  package var ends: Ends
  /// Whether closed ones are among them.
  package var includesClosed: Bool { ends != .open }
  package var order: Order = .due
  /// In the order of ranks, only those behind this place; nil begins with the first.
  package var after: CaseRank.Place?
  /// How many to pass over first.
  package var offset = 0
  /// At most so many; the store never answers with more than `EngineLimits.listedCases`.
  package var limit: Int

  package init(
    workflow: String? = nil, state: String? = nil, owner: String? = nil, assignee: String? = nil,
    isParked: Bool = false, includesClosed: Bool = false, limit: Int = 50
  ) {
    self.workflow = workflow
    self.state = state
    self.owner = owner
    self.assignee = assignee
    self.isParked = isParked
    ends = includesClosed ? .both : .open
    self.limit = min(limit, EngineLimits.listedCases)
  }
}
