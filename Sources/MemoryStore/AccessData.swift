import Casework
import CivilTime
import Engine

/// Who may come in; small enough to be copied where a transaction changes it.
struct AccessData: Sendable {
  struct CodeKey: Hashable, Sendable {
    let purpose: OneTimeCode.Purpose
    let code: [UInt8]
  }

  struct RateKey: Hashable, Sendable {
    let key: String
    let window: Int64
  }

  var sessions: [[UInt8]: Session] = [:]
  var files: [[UInt8]: [SessionFile]] = [:]
  var codes: [CodeKey: OneTimeCode] = [:]
  var passwords: [String: String] = [:]
  var tokens: [AccessToken] = []
  var rates: [RateKey: Int] = [:]
  var reads: [IdentityRead] = []
  /// Accounts by whom they are bound to.
  var bound: [ProviderIdentity: String] = [:]
  var feedback: [CaseID: SupplierFeedback] = [:]
  /// Those who want to hear what happens to cases, and from when on.
  var subscriptions: [Listener] = []
  var announcements: [Announcement.ID: KeptAnnouncement] = [:]

  struct Listener: Sendable {
    var subscription: Subscription
    var through: Instant
  }

  struct KeptAnnouncement: Sendable {
    let kind: Announcement.Kind
    let name: String?
    let at: Instant
    var attempts = 0
    var dueAt: Instant?
    var leasedUntil: Instant?
    var sentAt: Instant?
    var givenUpAt: Instant?
    var failure: String?

    init(kind: Announcement.Kind, name: String?, at: Instant, dueAt: Instant) {
      (self.kind, self.name, self.at, self.dueAt) = (kind, name, at, dueAt)
    }
  }
}
