/// What a workflow says about a state beyond its place in the statechart.
package struct StateNote: Sendable, Hashable {
  /// What the timers of a state do while its case is paused.
  package enum WhilePaused: String, Sendable, Hashable, CaseIterable {
    /// They keep what is left of them.
    case freeze
    /// They run on.
    case run
    /// They start anew when the case resumes.
    case restart
  }

  package let title: String
  package let description: String?
  package let tags: [String]
  /// The party whose move it is.
  package let owner: String?
  package let whilePaused: WhilePaused
  /// The transition that `otherwise` became, among the statechart's transitions.
  package let deadline: Int?

  package init(
    title: String, description: String? = nil, tags: [String] = [], owner: String? = nil,
    whilePaused: WhilePaused = .freeze, deadline: Int? = nil
  ) {
    self.title = title
    self.description = description
    self.tags = tags
    self.owner = owner
    self.whilePaused = whilePaused
    self.deadline = deadline
  }
}
