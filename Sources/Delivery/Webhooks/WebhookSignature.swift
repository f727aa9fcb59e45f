import Cryptography
import Expression

/// The headers of Standard Webhooks: they let the receiver tell that a call is ours, unchanged and not played back.
struct WebhookSignature {
  /// The secret behind `whsec_`.
  private let secret: [UInt8]

  /// The specification asks for 24 to 64 bytes.
  private static let secretBytes = 24...64

  /// - Parameter text: `whsec_` and base64; nil is answered where it is anything else.
  init?(secret text: String) {
    guard text.hasPrefix("whsec_"), let secret = Base64.bytes(String(text.dropFirst(6))),
      Self.secretBytes.contains(secret.count)
    else { return nil }
    self.secret = secret
  }

  /// - Parameters:
  ///   - id: the same at each attempt, so that the receiver takes a call once.
  ///   - timestamp: seconds since 1970, of this attempt.
  func headers(id: String, timestamp: Int64, body: String) -> [String] {
    Self.headers([self], id: id, timestamp: timestamp, body: body)
  }

  /// The same by several secrets, of which the receiver has to know one.
  static func headers(_ all: [WebhookSignature], id: String, timestamp: Int64, body: String) -> [String] {
    let text = Array("\(id).\(timestamp).\(body)".utf8)
    let signatures = all.map { "v1,\(Base64.text(HMAC.sha256(text, key: $0.secret)))" }
    return [
      "webhook-id: \(id)", "webhook-timestamp: \(timestamp)", "webhook-signature: \(signatures.joined(separator: " "))",
    ]
  }
}
