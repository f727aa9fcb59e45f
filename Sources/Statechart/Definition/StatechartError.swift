/// Everything that keeps a definition from being a chart, found in one pass.
package struct StatechartError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One mistake of a definition.
  package enum Problem: Hashable, Sendable {
    /// Two states bear the same id.
    case duplicateID(String)
    /// A state other than the root has no id.
    case emptyID(parent: String)
    /// A target names no state.
    case unknownTarget(String, of: String)
    /// A state begins outside itself.
    case initialOutside(String, of: String)
    /// Several targets that can't be active together.
    case conflictingTargets([String], of: String)
    /// A compound or parallel state (or the root) has no child to be in.
    case noChildren(String)
    /// A final or history state has children, or a final state has transitions.
    case leafHasContent(String)
    /// A history state needs exactly one transition, its default, with a target and neither trigger nor guard.
    case historyWithoutDefault(String)
    /// A history's default leads outside the history's parent.
    case historyDefaultOutside(String, of: String)
  }

  /// The mistakes, in document order.
  package let problems: [Problem]

  /// The mistakes, one a line.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension StatechartError.Problem: CustomStringConvertible {
  /// What is wrong and what to do about it.
  package var description: String {
    switch self {
    case .duplicateID(let id): "two states are called “\(id)”; give one of them another id"
    case .emptyID(let parent): "a child of “\(parent)” has no id; give it one"
    case .unknownTarget(let id, let state): "no state “\(id)” for “\(state)” to lead to"
    case .initialOutside(let id, let state): "“\(state)” can't begin in “\(id)”, which is not inside it"
    case .conflictingTargets(let ids, let state):
      "\(ids.map { "“\($0)”" }.joined(separator: " and ")), targets in “\(state)”, can't be active together; "
        + "only different regions of a parallel state can"
    case .noChildren(let id): "“\(id)” has no state inside to be in"
    case .leafHasContent(let id): "“\(id)” is final or a history and can't have states or transitions of its own"
    case .historyWithoutDefault(let id): "history “\(id)” needs a default target, and nothing else, as its transition"
    case .historyDefaultOutside(let id, let history): "history “\(history)” can't default to “\(id)” outside its parent"
    }
  }
}
