package import Expression

/// Where the variables and functions of a workflow's expressions stand: one layout for compiling and for running.
///
/// The fields come first, one variable each (`data.nation`), then the current event, then `data` and `event` as whole
/// maps, then the host's own. Function 0 is `inState`; the host's follow.
package struct ExpressionScope: Sendable {
  /// How many variables stand between the fields and the host's own.
  static let ownVariables = 5
  /// How many functions stand before the host's own.
  static let ownFunctions = 1

  /// The environment in which every expression of the workflow is compiled.
  package let environment: Environment
  /// The number of the host's first variable in that environment.
  package let hostVariableBase: Int
  /// The number of the host's first function in that environment.
  package let hostFunctionBase: Int

  /// A scope for these fields, with what the host adds.
  package init(fields: [Field], hostVariables: [Variable] = [], hostFunctions: [Function] = []) {
    let own = [
      Variable(name: "event.name", type: .string),
      Variable(name: "event.data", type: .dyn),
      Variable(name: "event.by", type: .wrapper(.string)),
      Variable(name: "data", type: .map(.string, .dyn)),
      Variable(name: "event", type: .map(.string, .dyn)),
    ]
    environment = Environment(
      variables: fields.map(Self.variable(of:)) + own + hostVariables,
      functions: [Function(name: "inState", parameters: [.string], result: .bool)] + hostFunctions)
    hostVariableBase = fields.count + Self.ownVariables
    hostFunctionBase = Self.ownFunctions
  }

  /// Every field is null until it has a value, so that an expression may compare it with null whatever its type.
  private static func variable(of field: Field) -> Variable {
    let type: Type =
      switch field.type {
      case .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .map, .timestamp, .duration, .date, .opaque:
        .wrapper(field.type)
      case .dyn, .null, .type, .wrapper, .optional, .parameter, .error, .unknown: field.type
      }
    return Variable(name: "data.\(field.name)", type: type)
  }
}
