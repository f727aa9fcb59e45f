/// SQL of any number of statements without values that the program carries in a file: a migration, a set-up.
///
/// The one door for SQL that is not a literal. What goes in must be the program's own, never a person's.
package struct Script: Sendable {
  /// The name for error messages, usually the file's.
  package let name: String
  /// The statements, separated by semicolons.
  package let text: String

  package init(named name: String, text: String) {
    self.name = name
    self.text = text
  }
}
