/// A value that only the host understands, for example a delay in working days: expressions hand it on unread.
package struct Opaque: Hashable, Sendable {
  /// The type's name, as in `Type.opaque`.
  package let typeName: String
  /// What the host put in.
  package let words: [Int64]

  package init(typeName: String, words: [Int64]) {
    self.typeName = typeName
    self.words = words
  }
}
