/// An event that a case accepts now.
package struct AvailableEvent: Sendable, Hashable {
  package let name: String
  package let title: String?
  /// The roles that may send it; never empty.
  package let roles: [String]
  /// The names of the fields to fill in.
  package let form: [String]

  package init(name: String, title: String?, roles: [String], form: [String]) {
    self.name = name
    self.title = title
    self.roles = roles
    self.form = form
  }
}
