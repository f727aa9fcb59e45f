package import CivilTime

/// What steps were decided upon without a look into the store: the store keeps them only while all of it holds.
package struct Premises: Sendable, Hashable {
  /// The store's clock must have passed it, by no more than `EngineLimits.premisesSeconds`.
  package let now: Instant
  package let revisions: ReferenceRevisions

  package init(now: Instant, revisions: ReferenceRevisions) {
    self.now = now
    self.revisions = revisions
  }
}

/// Counts of changes by which a reader knows that its copy is old.
package struct ReferenceRevisions: Sendable, Hashable {
  /// Of contacts.
  package let directory: Int64
  /// Of calendars.
  package let calendars: Int64
  /// Of what new cases use.
  package let deployments: Int64

  package init(directory: Int64, calendars: Int64, deployments: Int64) {
    self.directory = directory
    self.calendars = calendars
    self.deployments = deployments
  }
}
