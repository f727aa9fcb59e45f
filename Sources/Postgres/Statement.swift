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
    self.name = name.description
    self.text = text.description
  }
}

/// A statement with its values, ready to be sent.
package struct Command: Sendable {
  package let statement: Statement
  package let parameters: [Parameter]

  package init(_ statement: Statement, _ parameters: [Parameter] = []) {
    self.statement = statement
    self.parameters = parameters
  }
}

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

/// The name of a database, schema, role or channel, quoted so that it can stand in a script.
package struct Identifier: Hashable, Sendable, CustomStringConvertible {
  /// PostgreSQL cuts longer names off without a word.
  package static let maximumLength = 63
  /// The name as it is.
  package let name: String

  /// Nil where the name is empty, longer than 63 bytes or has a NUL character.
  package init?(_ name: String) {
    guard !name.isEmpty, name.utf8.count <= Self.maximumLength, !name.utf8.contains(0) else { return nil }
    self.name = name
  }

  /// The name between double quotes, those inside doubled.
  package var quoted: String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  package var description: String { quoted }
}
