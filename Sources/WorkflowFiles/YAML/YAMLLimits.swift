/// How large a file may be before it is refused. Nobody's workflow comes near; a hostile file must not get further.
package struct YAMLLimits: Hashable, Sendable {
  /// Size of the file in bytes: 1 MiB.
  package let fileBytes: Int

  /// Lists and mappings within each other, aliases followed: 100.
  package let depth: Int

  /// Values in the file, keys included and each alias counted as all that it stands for: 100,000.
  package let nodes: Int

  /// Length of one text in bytes of UTF-8: 64 KiB.
  package let textBytes: Int

  /// Length of one key in bytes of UTF-8: 1 KiB.
  package let keyBytes: Int

  /// Limits of the caller's own. A depth over 500 is taken as 500: a thread's stack must hold the walk over the tree.
  package init(
    fileBytes: Int = 1 << 20, depth: Int = 100, nodes: Int = 100_000, textBytes: Int = 64 << 10, keyBytes: Int = 1 << 10
  ) {
    self.fileBytes = fileBytes
    self.depth = min(depth, 500)
    self.nodes = nodes
    self.textBytes = textBytes
    self.keyBytes = keyBytes
  }
}
