/// Which cases a list shows.
package struct CaseFilter: Sendable, Hashable {
  /// Only those of one workflow.
  package var workflow: String?
  /// Only those resting in a state.
  package var state: String?
  /// Only those whose move it is.
  package var owner: String?
  /// Only those that somebody has in hand.
  package var assignee: String?
  /// Only those that a person must look at, as a timer's step was refused.
  package var isParked: Bool
  /// Closed ones as well.
  package var includesClosed: Bool
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
    self.includesClosed = includesClosed
    self.limit = min(limit, EngineLimits.listedCases)
  }
}
