/// How a closed case of a workflow can be taken up again.
package struct Reopening: Sendable, Hashable {
  /// The number of the state that is entered.
  package let target: Int
  /// The roles that may do it; never empty.
  package let roles: [String]

  package init(target: Int, roles: [String]) {
    self.target = target
    self.roles = roles
  }
}
