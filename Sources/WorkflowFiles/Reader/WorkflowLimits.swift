/// How large a workflow may be. Real ones stay far below; whoever sends a larger one means no good.
package enum WorkflowLimits {
  /// Size of the workflow's file: 2 MiB.
  package static let fileBytes = 2 << 20
  /// Size of a message's file: 64 KiB.
  package static let messageBytes = 64 << 10
  /// Messages in a folder.
  package static let messages = 1_000
  package static let states = 2_000
  /// States within each other; a state at the top has depth 1.
  package static let depth = 50
  package static let transitions = 10_000
  /// Expressions in the file and its messages, each place counted.
  package static let expressions = 20_000
  /// Fields of `data`.
  package static let fields = 1_000
  /// Sections of a message within each other.
  package static let sectionDepth = 20

  /// A state takes two levels of YAML, and the deepest has its own content.
  static let yaml = YAMLLimits(fileBytes: fileBytes, depth: 250, nodes: 250_000)
}
