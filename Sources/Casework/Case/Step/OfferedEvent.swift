/// Something that a person could do with a case now, in one of the roles that he has.
package struct OfferedEvent: Sendable, Hashable {
  package let name: String
  /// What the button says; the name where the workflow gives no title.
  package let title: String
  /// What it means.
  package let description: String?
  /// What the sender is asked to confirm.
  package let confirmation: String?
  /// The role in which it would be sent.
  package let role: String
  /// The numbers of the fields to fill in.
  package let form: [Int]
}
