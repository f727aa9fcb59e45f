/// Who did something: a role and, where it is known, a name that staff recognise.
package struct Actor: Hashable, Sendable {
  /// The role that the workflow's `by` speaks of, such as `case-manager`; nil where the sender claims none.
  package let role: String?
  /// The account or contact, never a supplier's name.
  package let name: String?

  package init(role: String?, name: String? = nil) {
    self.role = role
    self.name = name
  }

  /// The engine itself: timers, and what follows from them.
  package static let engine = Actor(role: nil, name: "recourse")
}
