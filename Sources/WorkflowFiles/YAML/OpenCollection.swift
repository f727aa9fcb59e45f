/// A list or mapping whose end the parser has not reached.
struct OpenCollection {
  enum Kind {
    case sequence
    case mapping
  }

  let anchor: String?
  private let kind: Kind
  private let start: Int
  private var elements: [YAMLNode] = []
  private var pairs: [YAMLPair] = []
  private var names: [String: YAMLNode] = [:]
  private var key: YAMLNode?
  private var weight = 1
  private var height = 0

  init(_ kind: Kind, start: Int, anchor: String?) {
    self.kind = kind
    self.start = start
    self.anchor = anchor
  }

  mutating func add(_ node: YAMLNode, _ limits: YAMLLimits, _ diagnostics: Diagnostics) {
    weight += node.weight
    height = max(height, node.height)
    switch kind {
    case .sequence: elements.append(node)
    case .mapping:
      guard let key else { return key = node }
      self.key = nil
      if isUsable(key, limits, diagnostics) { pairs.append(YAMLPair(key: key, value: node)) }
    }
  }

  func node(in source: SourceText, to end: Int, isCut: Bool) -> YAMLNode {
    let content: YAMLNode.Content =
      switch kind {
      case .sequence: .sequence(elements)
      case .mapping: .mapping(pairs)
      }
    return YAMLNode(content, in: source, from: start, to: end, weight: weight, height: height + 1, isCut: isCut)
  }

  /// A pair whose key can't be used is reported and left out.
  private mutating func isUsable(_ key: YAMLNode, _ limits: YAMLLimits, _ diagnostics: Diagnostics) -> Bool {
    guard let name = key.text else {
      diagnostics.error(
        .keyNotText, at: key.place, "a key must be text, found \(key.kindInWords)",
        remedy: "put quotes around text that begins with \"{\" or \"[\"")
      return false
    }
    guard !(key.isPlain && name.isEmpty) else {
      if !key.isCut {
        diagnostics.error(
          .keyNotText, at: key.place, "a key is missing before \":\"", remedy: "write a key, or put the text in quotes")
      }
      return false
    }
    guard name.utf8.count <= limits.keyBytes else {
      diagnostics.error(
        .textTooLong, at: key.place, "a key has \(name.utf8.count) bytes; at most \(limits.keyBytes) are read",
        remedy: "give it a shorter name")
      return false
    }
    guard !(key.isPlain && name == "<<") else {
      diagnostics.error(
        .mergeKey, at: key.place, "\"<<\" can't merge mappings; it is not part of YAML 1.2",
        remedy: "write the keys out, or let an alias stand for the whole value")
      return false
    }
    if let first = names[name] {
      diagnostics.error(
        .duplicateKey, at: key.place, "the key \(name.inQuotes) is there twice, first in line \(first.start.line)",
        remedy: "give one of them another name, or take it out")
      return false
    }
    names[name] = key
    return true
  }
}
