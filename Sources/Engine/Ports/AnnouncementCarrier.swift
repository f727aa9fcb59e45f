/// Carries announcements to those who subscribed.
package protocol AnnouncementCarrier: Sendable {
  /// Hands one over. It may be called twice for one, after a crash: its identifier tells.
  ///
  /// - Throws: `DeliveryError` where it did not arrive.
  func carry(_ announcement: Announcement, to subscription: Subscription) async throws(DeliveryError)
  /// Nothing waits at the moment: what was kept open may be closed.
  func rest() async
}
