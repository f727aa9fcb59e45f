/// A value that was read, with the node it came from, so that a later finding about it has a place.
package struct Located<Value> {
  /// The value.
  package let value: Value

  /// Where it was read.
  package let node: YAMLNode

  /// Where it was read, for a finding.
  package var place: SourcePlace { node.place }

  /// A value with its node.
  package init(_ value: Value, at node: YAMLNode) {
    self.value = value
    self.node = node
  }

  /// The same place with another value.
  package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
    Located<Other>(transform(value), at: node)
  }
}

extension Located: Sendable where Value: Sendable {}
