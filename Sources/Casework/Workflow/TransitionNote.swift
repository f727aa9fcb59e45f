/// What a workflow says about a transition beyond its place in the statechart: who may send it, and with what.
package struct TransitionNote: Sendable, Hashable {
  package let title: String?
  /// The roles that may send its event; empty where it is the workflow's own and no person's.
  package let roles: [String]
  /// Events of which nobody may have sent one in this case who sends this: two persons, four eyes.
  package let notBy: [String]
  /// The fields of the case's data that the sender fills in, by number.
  package let form: [Int]
  /// What the sender is asked to confirm.
  package let confirmation: String?
  /// For a timer: its name within its state, such as `within` or `after 5 days`.
  package let timer: String?
  /// What it means, for whoever may do it.
  package let description: String?

  package init(
    title: String? = nil, roles: [String] = [], notBy: [String] = [], form: [Int] = [], confirmation: String? = nil,
    timer: String? = nil, description: String? = nil
  ) {
    self.notBy = notBy
    self.timer = timer
    self.description = description
    self.title = title
    self.roles = roles
    self.form = form
    self.confirmation = confirmation
  }
}
