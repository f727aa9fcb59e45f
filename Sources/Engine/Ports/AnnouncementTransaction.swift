package import Casework

/// Who wants to hear what happens to cases, and what is on its way to them.
package protocol AnnouncementTransaction {
  /// Every subscription that was ever made, the first first.
  func subscriptions() throws -> [Subscription]
  /// One of them, which nobody else changes until the transaction ends; nil where there is none.
  func subscription(_ id: UniqueID) throws -> Subscription?
  /// Adds a subscription, or changes its secrets, since when it fails, and whether it has ended. One that is taken into
  /// use again hears of what happens from then on.
  func keepSubscription(_ subscription: Subscription) throws

  /// Takes in what happened to cases since the last time, for those who want to hear it, each thing once.
  ///
  /// - Parameter limit: at most so many.
  /// - Returns: how many; where that is `limit`, there is probably more.
  func gatherAnnouncements(limit: Int) throws -> Int
  /// Adds one that tells of nothing.
  func keepPing(_ id: Announcement.ID) throws
  /// Claims some of what waits and is due, for as long as a lease: a claim is an attempt, and counts as one.
  ///
  /// - Parameter each: of no subscription are more under way than about so many, so that none holds up the others.
  func claimAnnouncements(limit: Int, each: Int, leaseSeconds: Int) throws -> [Announcement]
  /// Records that one arrived; its subscription fails no more.
  func markAnnounced(_ announcement: Announcement) throws
  /// Records that one did not arrive, and when it is tried again; nil gives it up. Changes nothing where somebody else
  /// has claimed it since.
  func markUnannounced(_ announcement: Announcement, reason: String, retryAfterSeconds: Int?) throws
  /// Those of a subscription, the last first.
  func announcements(of subscription: UniqueID, limit: Int) throws -> [Announcement]
  /// Has those of a subscription that were given up wait again.
  ///
  /// - Returns: how many.
  func retryAnnouncements(of subscription: UniqueID) throws -> Int
  /// Takes away what was sent or given up long ago.
  func sweepAnnouncements(limit: Int) throws
}
