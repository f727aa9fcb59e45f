package import Cryptography

/// Keeps the secrets of webhooks unreadable to whoever can read the database and not the site's key.
package struct SecretSeal: Sendable, Hashable {
  /// What tells a sealed text from one that was kept before there was a key.
  private static let mark = "sealed1:"

  private let box: SecretBox

  package init(_ box: SecretBox) { self.box = box }

  /// The text as it is kept; one that is sealed already stays as it is.
  package func sealed(_ secret: String) -> String {
    Self.isSealed(secret) ? secret : Self.mark + Base64URL.text(of: box.seal(Array(secret.utf8)))
  }

  /// The secret as it is used; nil where another key has sealed it.
  package func opened(_ kept: String) -> String? {
    guard Self.isSealed(kept) else { return kept }
    return Base64URL.bytes(of: String(kept.dropFirst(Self.mark.count))).flatMap(box.open).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  package static func isSealed(_ kept: String) -> Bool { kept.hasPrefix(mark) }
}
