/// What an import changed.
package struct ImportCount: Sendable, Hashable {
  package let added: Int
  package let changed: Int
  package let unchanged: Int
  package let removed: Int

  package init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, removed: Int = 0) {
    self.added = added
    self.changed = changed
    self.unchanged = unchanged
    self.removed = removed
  }
}
