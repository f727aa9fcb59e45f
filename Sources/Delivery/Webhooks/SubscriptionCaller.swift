import Casework
package import CivilTime
package import Engine
import JSON

/// Calls those who subscribed: a cloud event in JSON about a case, signed as Standard Webhooks has it. It names nobody.
package struct SubscriptionCaller: AnnouncementCarrier {
  private let rules: SubscriptionRules
  private let site: String?
  private let authoritiesFile: String?
  private let now: @Sendable () -> Instant
  private let pool = CurlPool(limit: EngineLimits.announcements)

  /// - Parameters:
  ///   - site: where the pages are reached, without a slash at the end; nil leaves links out.
  ///   - authoritiesFile: certificates of authorities to trust in place of the system's.
  ///   - now: the machine's clock, for the signature: receivers refuse what was signed long ago.
  package init(
    _ rules: SubscriptionRules, site: String?, authoritiesFile: String? = nil, now: @escaping @Sendable () -> Instant
  ) {
    self.rules = rules
    self.site = site
    self.authoritiesFile = authoritiesFile
    self.now = now
  }

  package func carry(_ announcement: Announcement, to subscription: Subscription) async throws(DeliveryError) {
    // What was allowed when it was made need not be any more.
    if let problem = rules.problem(with: subscription.url) {
      throw DeliveryError("the webhook's url \(problem)", isRetryable: false)
    }
    let (body, time) = (JSONValue.object(envelope(of: announcement)).serialized(), now())
    let signatures = subscription.secrets(at: time).compactMap(rules.opened).compactMap(WebhookSignature.init)
    guard !signatures.isEmpty else {
      throw DeliveryError(
        "the webhook's secret can't be read with this site's key; mend the key, or give it a new secret",
        isRetryable: true)
    }
    let (isHere, allowed) = (SubscriptionRules.leadsHere(subscription.url), rules.permissions)
    let call = WebhookCall(
      url: subscription.url,
      headers: WebhookSignature.headers(signatures, id: announcement.eventID, timestamp: time.seconds, body: body),
      body: body, allowsPlain: isHere && allowed.contains(.loopback),
      isAllowed: { address in
        if isHere { return address.isLoopback && allowed.contains(.loopback) }
        return address.isPublic || !address.isLoopback && allowed.contains(.privateAddresses)
      }, authoritiesFile: authoritiesFile)
    try await pool.exchange { handle throws(DeliveryError) in try call.make(handle) }
  }

  package func rest() async { pool.closeIdle() }

  /// CloudEvents 1.0. Which case, what kind of thing and where the case stands: whoever may know more asks for it, with a
  /// token of his own.
  private func envelope(of announcement: Announcement) -> JSONObject {
    var envelope: JSONObject = [
      "specversion": "1.0", "id": .string(announcement.eventID), "source": .string(site ?? "recourse"),
      "type": .string("recourse.\(announcement.kind.rawValue)"), "time": .string(announcement.at.rfc3339),
      "datacontenttype": "application/json",
    ]
    guard let standing = announcement.standing else {
      envelope["data"] = ["ping": true]
      return envelope
    }
    let reference = CaseReference(of: announcement.id.caseID).description
    envelope["subject"] = .string(reference)
    var data: JSONObject = [
      "reference": .string(reference), "workflow": .string(standing.workflow),
      "event": announcement.name.map(JSONValue.string) ?? .null,
      "revision": .integer(Int64(announcement.id.revision)),
      "now": [
        "revision": .integer(Int64(standing.revision)), "states": .array(standing.states.map(JSONValue.string)),
        "next_due": standing.nextDue.map { .string($0.rfc3339) } ?? .null,
        "closed_at": standing.closedAt.map { .string($0.rfc3339) } ?? .null,
      ],
    ]
    if let site { data["link"] = .string("\(site)/api/v1/cases/\(reference)") }
    envelope["data"] = .object(data)
    return envelope
  }
}
