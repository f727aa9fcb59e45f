package import JSON

extension YAMLNode {
  /// The value as JSON, plain scalars understood as YAML 1.2 does: for the data of a scenario or a case.
  ///
  /// No larger than `YAMLLimits.nodes` values, because aliases were counted when the file was read.
  package var json: JSONValue {
    switch content {
    case .scalar(let scalar):
      if isNull { return .null }
      if let bool { return .bool(bool) }
      if let integer { return .integer(integer) }
      if let number, let value = JSONValue(number: number) { return value }
      return .string(scalar.text)
    case .sequence(let elements): return .array(elements.map(\.json))
    case .mapping(let pairs):
      var object = JSONObject()
      for pair in pairs { object[pair.name] = pair.value.json }
      return .object(object)
    }
  }
}
