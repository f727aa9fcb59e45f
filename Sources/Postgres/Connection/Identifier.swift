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
