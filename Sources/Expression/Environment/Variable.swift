/// A name that expressions may read, with its type.
package struct Variable: Hashable, Sendable {
  /// The name, which may be qualified: `data.nation`.
  package let name: String
  package let type: Type

  package init(name: String, type: Type) {
    self.name = name
    self.type = type
  }
}
