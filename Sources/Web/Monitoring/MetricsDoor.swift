/// What a process counts, behind a token.
package struct MetricsDoor: Sendable {
  private let token: [UInt8]
  let text: @Sendable () async -> String

  /// - Parameters:
  ///   - token: what whoever watches has to show; only its digest is kept.
  ///   - text: in Prometheus's text format.
  package init(token: String, text: @escaping @Sendable () async -> String) {
    self.token = Secrets.digest(of: token)
    self.text = text
  }

  /// Whether a header `Authorization` has it.
  func opens(to header: String) -> Bool {
    guard header.lowercased().hasPrefix("bearer ") else { return false }
    // Digests tell nothing of where texts differ.
    return Secrets.digest(of: String(header.dropFirst(7))) == token
  }
}
