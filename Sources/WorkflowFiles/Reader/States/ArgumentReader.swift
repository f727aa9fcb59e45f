import Expression

/// Reads what goes along with an event or an effect: an expression, or a map of names with an expression each.
struct ArgumentReader {
  let context: ReadingContext

  /// Of whatever type.
  func value(_ node: YAMLNode, _ what: String) -> Expression? {
    guard let pairs = node.pairs else { return context.expressions.read(node, what) }
    return names(pairs, of: node)
  }

  /// Names with values.
  func names(_ node: YAMLNode, _ what: String) -> Expression? {
    guard let pairs = node.pairs else { return context.expressions.read(node, what, as: .names) }
    return names(pairs, of: node)
  }

  /// Each is compiled by itself, for what is wrong with it, and then all together as one map.
  private func names(_ pairs: [YAMLPair], of node: YAMLNode) -> Expression? {
    let values = pairs.compactMap { pair in
      context.expressions.read(pair.value, pair.name).map { (name: pair.name, value: $0.source) }
    }
    guard values.count == pairs.count else { return nil }
    // A comment of CEL's may end a value, so each ends with its line.
    let entries = values.map { "\(Self.literal($0.name)): (\($0.value)\n)" }
    return context.expressions.compile("{\(entries.joined(separator: ", "))}", for: node)
  }

  /// A text as CEL writes it.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
