package import Expression

/// A named datum of a case: what kind of value it takes and what it is at the start.
package struct Field: Sendable {
  /// Its name, as in `data.NAME`.
  package let name: String
  /// What it accepts; null, for "not known yet", is accepted by every field.
  package let type: Type
  /// Its value at the start; null where there is none.
  package let initial: Expression?

  /// A field.
  package init(name: String, type: Type = .dyn, initial: Expression? = nil) {
    self.name = name
    self.type = type
    self.initial = initial
  }
}
