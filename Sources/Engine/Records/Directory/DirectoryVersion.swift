package import CivilTime

/// That the directory changed: its number from then on, and when that was.
package struct DirectoryVersion: Sendable, Hashable {
  /// What `ReferenceRevisions.directory` became with it.
  package let revision: Int64
  package let changedAt: Instant

  package init(revision: Int64, changedAt: Instant) {
    self.revision = revision
    self.changedAt = changedAt
  }
}
