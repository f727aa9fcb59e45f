/// One SQL statement of the program: a name for people to find it by and a text in which no value can be put.
///
/// Both are literals of the source (`StaticString`), so that what varies can only be a parameter (`$1`, `$2`, …).
/// Names are unique within the program: a connection keeps prepared statements by them.
package struct Statement: Sendable {
  /// The name for error messages and for the prepared statement, such as `lock-case`.
  package let name: String
  /// The text, with `$1`… where values go.
  package let text: String

  package init(_ name: StaticString, _ text: StaticString) {
    // PostgreSQL cuts longer names of prepared statements off, so that two might become one.
    precondition(name.utf8CodeUnitCount <= Identifier.maximumLength, "the statement's name is too long")
    self.name = name.description
    self.text = text.description
  }
}
