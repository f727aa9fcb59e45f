/// A function of the host's own; several may share a name and differ in their parameters.
package struct Function: Hashable, Sendable {
  package let name: String
  /// Whether it is called as `x.f(y)`, with x as its first parameter.
  package let isMember: Bool
  package let parameters: [Type]
  package let result: Type

  package init(name: String, isMember: Bool = false, parameters: [Type], result: Type) {
    self.name = name
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
  }
}
