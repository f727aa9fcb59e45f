/// How large a text may be before it is refused unread.
package struct JSONLimits: Hashable, Sendable {
  /// The deepest nesting that can be asked for: beyond it a thread's stack could not hold the walk over the value.
  package static let deepest = 512

  /// Lists and objects within each other: 128 unless told otherwise, never over `deepest`.
  package let depth: Int

  /// Size of the text in bytes: 16 MiB unless told otherwise. Values take up to twenty times the size of their text.
  package let bytes: Int

  /// Limits of the caller's own.
  package init(depth: Int = 128, bytes: Int = 16 << 20) {
    self.depth = min(depth, Self.deepest)
    self.bytes = bytes
  }
}
