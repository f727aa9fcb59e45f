import Casework
package import CivilTime
package import Engine
import Foundation
import JSON

/// Calls the webhooks of the settings: a CloudEvents envelope in JSON, signed as Standard Webhooks has it.
package struct WebhookCaller: Sender {
  private let webhooks: [String: Webhook]
  private let now: @Sendable () -> Instant
  private let pool = CurlPool(limit: connections)

  /// Calls at once.
  private static let connections = 4

  /// - Parameters:
  ///   - webhooks: by the names that workflows call them.
  ///   - now: the machine's clock, for the signature: receivers refuse what was signed long ago.
  package init(_ webhooks: [String: Webhook], now: @escaping @Sendable () -> Instant) {
    self.webhooks = webhooks
    self.now = now
  }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    // What is wrong with it would quote the case.
    guard case .object(let payload)? = try? JSONValue(parsing: item.payload),
      let name = payload["webhook"]?.stringValue
    else { throw DeliveryError("the item can't be read", isRetryable: false) }
    guard let webhook = webhooks[name] else {
      throw DeliveryError("the settings have no webhook \"\(name)\"; add it there", isRetryable: true)
    }
    let body = JSONValue.object(Self.envelope(of: item, name, payload)).serialized()
    let headers = try Self.signature(webhook).headers(id: item.id.description, timestamp: now().seconds, body: body)
    let isOpen = webhook.permissions.contains(.privateAddresses)
    let call = WebhookCall(
      url: webhook.url, headers: headers, body: body, allowsPlain: webhook.permissions.contains(.http),
      isAllowed: { isOpen || $0.isPublic }, authoritiesFile: webhook.authoritiesFile)
    try await pool.exchange { handle throws(DeliveryError) in try call.make(handle) }
  }

  package func rest() async { pool.closeIdle() }

  /// CloudEvents 1.0: what happened, to which case, with what the workflow gave along.
  private static func envelope(of item: OutboxItem, _ name: String, _ payload: JSONObject) -> JSONObject {
    var envelope: JSONObject = [
      "specversion": "1.0", "id": .string(item.id.description), "source": "recourse",
      "type": .string("recourse.\(name)"),
      "subject": .string(CaseReference(of: item.caseID).description), "datacontenttype": "application/json",
    ]
    envelope["time"] = .string(item.writtenAt.rfc3339)
    envelope["data"] = payload["with"] ?? .null
    return envelope
  }

  private static func signature(_ webhook: Webhook) throws(DeliveryError) -> WebhookSignature {
    guard let data = FileManager.default.contents(atPath: webhook.secretFile),
      let text = String(bytes: data, encoding: .utf8)
    else { throw DeliveryError("the file with the webhook's secret can't be read", isRetryable: true) }
    guard let signature = WebhookSignature(secret: String(text.prefix { !$0.isNewline })) else {
      throw DeliveryError(
        "the webhook's secret is not whsec_ and 24 to 64 bytes in base64; make one and tell the receiver",
        isRetryable: true)
    }
    return signature
  }
}
