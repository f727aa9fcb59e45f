internal import Ccurl
import Engine

/// One call of a webhook: what is sent where, and what is made of the answer.
struct WebhookCall: Sendable {
  let url: String
  let headers: [String]
  let body: String
  /// Whether it may be spoken to without TLS.
  let allowsPlain: Bool
  /// Asked of each address right before a connection to it is opened.
  let isAllowed: @Sendable (InternetAddress) -> Bool
  let authoritiesFile: String?

  /// A receiver that thinks longer should answer first and think then.
  private static let longestCallSeconds = 20

  /// - Throws: `DeliveryError` where the receiver did not take it.
  func make(_ handle: CurlHandle) throws(DeliveryError) {
    handle.reset(secondsForAll: Self.longestCallSeconds)
    handle.set(CURLOPT_PROTOCOLS_STR, allowsPlain ? "http,https" : "https")
    handle.set(CURLOPT_URL, url)
    if let authoritiesFile { handle.trustOnly(authoritiesFile) }
    handle.set(CURLOPT_USERAGENT, "recourse")
    // Without the last one libcurl asks first whether it may send a long body, and waits for the answer.
    handle.set(CURLOPT_HTTPHEADER, headers + ["content-type: application/cloudevents+json", "expect:"])
    handle.set(CURLOPT_POST, 1)
    let outcome = handle.exchange(sending: Array(body.utf8), isAllowed: isAllowed)
    if let failure = Self.failure(of: outcome) { throw failure }
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
        "the webhook answered with a redirect (\(outcome.status)), which is not followed; give it its new url",
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
