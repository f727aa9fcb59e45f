/// The names of an environment, arranged for looking up.
struct NameTable: Sendable {
  private let container: String
  private var variables: [String: Int] = [:]
  private var functions: [String: [Int]] = [:]
  /// Every name that has others below it: `data` where there is `data.nation`.
  private(set) var prefixes: Set<String> = []

  init(container: String, variables declared: [Variable], functions declaredFunctions: [Function]) {
    self.container = container
    for (index, variable) in declared.enumerated() {
      if variables[variable.name] == nil { variables[variable.name] = index }
      var name = variable.name[...]
      while let dot = name.lastIndex(of: ".") {
        name = name[..<dot]
        prefixes.insert(String(name))
      }
    }
    for (index, function) in declaredFunctions.enumerated() { functions[function.name, default: []].append(index) }
  }

  func variable(_ name: String) -> Int? { variables[name] }

  func hostFunctions(_ name: String) -> [Int] { functions[name] ?? [] }

  func hasNamesBelow(_ name: String) -> Bool { prefixes.contains(name) }

  /// What a name may mean, the innermost namespace first: for `y` in `a.b` these are `a.b.y`, `a.y` and `y`.
  func candidates(for name: String, isAbsolute: Bool) -> [String] {
    if isAbsolute || container.isEmpty { return [name] }
    var candidates: [String] = []
    var namespace = container[...]
    while true {
      candidates.append("\(namespace).\(name)")
      guard let dot = namespace.lastIndex(of: ".") else { break }
      namespace = namespace[..<dot]
    }
    candidates.append(name)
    return candidates
  }

  /// The names of types and constants that every environment has.
  static let constants: [String: (value: Value, type: Type)] = {
    let types: [(String, Type)] = [
      ("bool", .bool), ("int", .int), ("uint", .uint), ("double", .double), ("decimal", .decimal),
      ("string", .string), ("bytes", .bytes), ("list", .list(.dyn)), ("map", .map(.dyn, .dyn)), ("null_type", .null),
      ("date", .date), ("google.protobuf.Timestamp", .timestamp), ("google.protobuf.Duration", .duration),
      ("optional_type", .optional(.dyn)),
    ]
    var constants: [String: (value: Value, type: Type)] = [
      "type": (.type(TypeValue(name: "type")), .type(.type(nil))),
      "google.protobuf.NullValue.NULL_VALUE": (.null, .null),
    ]
    for (name, type) in types { constants[name] = (.type(TypeValue(name: name)), .type(type)) }
    return constants
  }()
}
