import Statechart

/// Reads `initial`: where a compound state, or the whole workflow, begins.
struct InitialReader {
  let context: ReadingContext

  /// - Parameter entry: the state that begins there; nil for the workflow itself.
  /// - Returns: nil where it begins in its first child.
  func initial(_ node: YAMLNode?, of entry: Int?) -> StateDefinition.Initial? {
    guard let node else { return nil }
    guard node.pairs != nil else { return StateDefinition.Initial(targets: targets(texts(node), of: entry)) }
    return MappingReader.read(node, "initial", context.diagnostics) { map in
      StateDefinition.Initial(
        targets: targets(map.oneOrMoreTexts("target", isRequired: true) ?? [], of: entry),
        actions: ActionReader(context: context).actions("actions", of: map))
    }
  }

  private func texts(_ node: YAMLNode) -> [Located<String>] {
    (node.readOneOrMore("initial", of: "states", context.diagnostics) ?? []).compactMap { node in
      node.readText("initial", context.diagnostics).map { Located($0, at: node) }
    }
  }

  private func targets(_ ids: [Located<String>], of entry: Int?) -> [String] {
    TransitionReader(context: context).targets(
      ids.filter { id in
        guard let entry, let target = context.outline.number(of: id.value), !context.outline.isInside(target, entry)
        else {
          return true
        }
        context.diagnostics.error(
          .initialOutside, at: id.place,
          "\(context.outline.entries[entry].id.inQuotes) can't begin in \(id.value.inQuotes), which is not inside it",
          remedy: "name a state inside of it, or move that state there")
        return false
      })
  }
}
