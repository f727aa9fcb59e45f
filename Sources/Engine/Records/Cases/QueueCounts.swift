/// How many open cases each list of somebody's has; a count ends where somebody said.
package struct QueueCounts: Sendable, Hashable {
  /// Those that a person, or whoever that person covers for, looks after.
  package let mine: Int
  package let unassigned: Int
  /// Those that wait for one of the scheme's own parties.
  package let team: Int
  /// Those that wait for anybody else.
  package let waiting: Int

  package init(mine: Int, unassigned: Int, team: Int, waiting: Int) {
    (self.mine, self.unassigned, self.team, self.waiting) = (mine, unassigned, team, waiting)
  }
}
