/// Reads one mapping of the language, key by key, and at the end reports the keys that nobody asked for.
///
/// Every getter answers nil where the key is absent or its value does not fit; only the latter is reported, and
/// absence by `required`. So a reader reads on, and a file's findings come all at once:
///
///     let transition = MappingReader.read(node, "a transition", diagnostics) { map in
///       Transition(target: map.texts("target"), guard: map.located("guard"), reenter: map.bool("reenter") ?? false)
///     }
///
/// Findings speak of the mapping as `what`, with its article.
package final class MappingReader {
  /// The mapping.
  package let node: YAMLNode

  /// What the mapping is, for messages: "a state", "an action".
  package let what: String

  /// Where findings go.
  package let diagnostics: Diagnostics

  private let pairs: [YAMLPair]
  private let places: [String: Int]
  private var asked: [String] = []
  private var handled: Set<String> = []

  /// A reader of a mapping; what is none is reported and nil. Whoever makes one calls `finish` in the end.
  package init?(_ node: YAMLNode, _ what: String, _ diagnostics: Diagnostics) {
    guard let pairs = node.readPairs(what, diagnostics) else { return nil }
    self.node = node
    self.what = what
    self.diagnostics = diagnostics
    self.pairs = pairs
    places = Dictionary(pairs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads a mapping in the closure and then reports its unknown keys; nil where the node is no mapping.
  package static func read<Value>(
    _ node: YAMLNode, _ what: String, _ diagnostics: Diagnostics, _ body: (MappingReader) -> Value?
  ) -> Value? {
    guard let reader = MappingReader(node, what, diagnostics) else { return nil }
    let value = body(reader)
    reader.finish()
    return value
  }

  /// The value of a key that may be left out, of whatever type.
  package func optional(_ key: String) -> YAMLNode? {
    if handled.insert(key).inserted { asked.append(key) }
    return places[key].map { pairs[$0].value }
  }

  /// The value of a key that must be there, of whatever type.
  package func required(_ key: String) -> YAMLNode? {
    if let value = optional(key) { return value }
    // Where reading broke off the key may have been meant to follow.
    if !node.isCut {
      diagnostics.error(
        .missingKey, at: node.place, "\(what) lacks the key \(key.inQuotes)", remedy: "add \("\(key): …".inQuotes)")
    }
    return nil
  }

  /// The key itself as it stands in the file, for a finding about the key and not its value.
  package func key(_ key: String) -> YAMLNode? { places[key].map { pairs[$0].key } }

  /// True where the key was written, whatever its value.
  package func has(_ key: String) -> Bool { places[key] != nil }

  /// The keys as they were written, in document order.
  package var keys: [YAMLNode] { pairs.map(\.key) }

  /// Names keys that belong here but are read elsewhere or have no meaning yet.
  package func accept(_ keys: String...) { for key in keys { _ = optional(key) } }

  /// Refuses a key that the language knows, but not here: "a final state has no transitions".
  package func refuse(_ key: String, because reason: String, remedy: String = "take the key out") {
    guard optional(key) != nil, let place = self.key(key)?.place else { return }
    diagnostics.error(.conflictingKeys, at: place, "\(key.inQuotes) can't stand here: \(reason)", remedy: remedy)
  }

  /// Refuses every key of the list after the first that is there: they say the same in different ways.
  package func atMostOne(of keys: String...) {
    let present = pairs.filter { keys.contains($0.name) }
    guard let first = present.first else { return }
    for pair in present.dropFirst() {
      diagnostics.error(
        .conflictingKeys, at: pair.key.place,
        "\(what) can't have both \(first.name.inQuotes) and \(pair.name.inQuotes)",
        remedy: "keep one of them")
    }
  }

  /// Reports every key that no getter asked for.
  package func finish() {
    for pair in pairs where !handled.contains(pair.name) {
      diagnostics.error(
        .unknownKey, at: pair.key.place, "\(what) has no key \(pair.name.inQuotes)", remedy: remedy(for: pair.name))
    }
  }

  private func remedy(for unknown: String) -> String {
    if let near = didYouMean(unknown, asked.filter { !has($0) }) { return "did you mean \(near.inQuotes)?" }
    return asked.isEmpty ? "take it out" : "take it out; the keys of \(what) are \(asked.inQuotes(joinedBy: "and"))"
  }
}
