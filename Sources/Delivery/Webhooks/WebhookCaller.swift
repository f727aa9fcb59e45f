import Casework
internal import Ccurl
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
  /// A receiver that thinks longer should answer first and think then.
  private static let longestCallSeconds = 20

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
    try await pool.exchange { handle throws(DeliveryError) in
      let outcome = Self.talk(to: webhook, headers, body, handle)
      if let failure = Self.failure(of: outcome) { throw failure }
    }
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

  private static func talk(
    to webhook: Webhook, _ headers: [String], _ body: String, _ handle: CurlHandle
  ) -> CurlHandle.Outcome {
    handle.reset(secondsForAll: longestCallSeconds)
    handle.set(CURLOPT_PROTOCOLS_STR, webhook.permissions.contains(.http) ? "http,https" : "https")
    handle.set(CURLOPT_URL, webhook.url)
    if let file = webhook.authoritiesFile { handle.trustOnly(file) }
    handle.set(CURLOPT_USERAGENT, "recourse")
    // Without the last one libcurl asks first whether it may send a long body, and waits for the answer.
    handle.set(CURLOPT_HTTPHEADER, headers + ["content-type: application/cloudevents+json", "expect:"])
    handle.set(CURLOPT_POST, 1)
    return handle.exchange(
      sending: Array(body.utf8), isAllowed: webhook.permissions.contains(.privateAddresses) ? nil : \.isPublic)
  }

  /// Nil where the receiver took the call.
  private static func failure(of outcome: CurlHandle.Outcome) -> DeliveryError? {
    if outcome.wasKeptOut {
      return DeliveryError(
        "the webhook's name leads to an address of a private network; allow it in the settings if that is meant",
        isRetryable: false)
    }
    guard outcome.code == CURLE_OK else {
      return DeliveryError("\(words(for: outcome.code)) (curl \(outcome.code.rawValue))", isRetryable: true)
    }
    switch outcome.status {
    case 200..<300: return nil
    case 300..<400:
      return DeliveryError(
        "the webhook answered with a redirect (\(outcome.status)), which is not followed; put its new url into the settings",
        isRetryable: true)
    case 408, 425, 429, 500...:
      return DeliveryError(
        "the webhook put the call off: \(outcome.status)", isRetryable: true,
        retryAfterSeconds: retryAfter(outcome.lines))
    case let status: return DeliveryError("the webhook refused the call: \(status)", isRetryable: false)
    }
  }

  private static func words(for code: CURLcode) -> String {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: "the webhook's name is not known"
    case CURLE_COULDNT_CONNECT: "the webhook can't be reached"
    case CURLE_OPERATION_TIMEDOUT: "the webhook took too long"
    case CURLE_PEER_FAILED_VERIFICATION: "the webhook's certificate is not to be trusted"
    case _: "the call of the webhook broke off"
    }
  }

  /// The seconds of `Retry-After`; a date in its place is left to our own waiting.
  private static func retryAfter(_ lines: [String]) -> Int? {
    for line in lines.reversed() where line.lowercased().hasPrefix("retry-after:") {
      return Int(line.dropFirst("retry-after:".count).filter { !$0.isWhitespace }).map { max(0, $0) }
    }
    return nil
  }
}
