package import Engine
import Foundation
internal import Ccurl

/// Asks another server over HTTP, and reads what it answers: short documents of one that the settings name.
package struct WebFetch: Sendable {
  /// What came back.
  package struct Answer: Sendable {
    package let status: Int
    package let body: [UInt8]
  }

  private let pool: CurlPool
  private let authoritiesFile: String?
  private static let longestSeconds = 10
  private static let longestAnswer = 1 << 20

  /// - Parameter authoritiesFile: authorities to be trusted in place of the system's.
  package init(authoritiesFile: String? = nil) {
    pool = CurlPool(limit: 4)
    self.authoritiesFile = authoritiesFile
  }

  /// - Parameter form: sent by POST; nil gets.
  /// - Throws: `DeliveryError` where there is no answer.
  package func ask(_ address: String, headers: [String], form: String?) async throws(DeliveryError) -> Answer {
    let file = authoritiesFile
    return try await pool.exchange { handle throws(DeliveryError) in
      handle.reset(secondsForAll: Self.longestSeconds)
      handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
      handle.set(CURLOPT_URL, address)
      if let file { handle.trustOnly(file) }
      handle.set(CURLOPT_USERAGENT, "recourse")
      handle.set(CURLOPT_HTTPHEADER, headers + ["expect:"])
      handle.set(form == nil ? CURLOPT_HTTPGET : CURLOPT_POST, 1)
      let outcome = handle.exchange(sending: Array((form ?? "").utf8), keeping: Self.longestAnswer)
      guard outcome.code == CURLE_OK else {
        throw DeliveryError("the server could not be asked (curl \(outcome.code.rawValue))", isRetryable: true)
      }
      return Answer(status: outcome.status, body: outcome.content)
    }
  }
}
