import Cryptography

/// Counts tries, on all nodes together, and refuses those past a number.
package struct Tries: Sendable {
  let site: Site

  /// - Parameters:
  ///   - kind: what is tried, such as `sign-in`.
  ///   - who: an address, an account; only its digest is kept.
  ///   - window: in seconds.
  /// - Throws: `Refusal` where there were more than `most` in this window.
  package func count(_ kind: String, of who: String, most: Int, window: Int) async throws {
    let key = "\(kind) \(Secrets.short(digestOf: who))"
    let count = try await site.store.transaction { try $0.countTry(key, window: window) }
    guard count <= most else { throw Refusal.tooOften(window) }
  }
}

extension Secrets {
  /// Enough of a digest to tell callers apart.
  static func short(digestOf text: String) -> String { String(Base64URL.text(of: digest(of: text)).prefix(22)) }
}
