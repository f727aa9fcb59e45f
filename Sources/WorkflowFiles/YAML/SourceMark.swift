/// A point in a file's text.
package struct SourceMark: Hashable, Sendable, Comparable {
  /// Bytes before the point; a byte order mark at the beginning does not count.
  package let offset: Int

  /// Line, from 1.
  package let line: Int

  /// Column in characters (Unicode scalars), from 1.
  package let column: Int

  package static func < (a: SourceMark, b: SourceMark) -> Bool { a.offset < b.offset }
}

/// What lies between two points in a file's text, the second not included.
package struct SourceRange: Hashable, Sendable {
  /// The first character.
  package let start: SourceMark

  /// The point after the last character.
  package let end: SourceMark
}
