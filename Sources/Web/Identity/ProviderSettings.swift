/// The identity provider that staff sign in with.
package struct ProviderSettings: Sendable, Hashable {
  /// Where in a request our secret stands.
  package enum SecretPlace: String, Sendable, Hashable, CaseIterable {
    case header, form
  }

  /// Its name for itself, as its tokens spell it: `https://login.department.example`.
  package let issuer: String
  /// Our name there.
  package let client: String
  /// The file with the secret that goes with it; nil for a client without one.
  package let secretFile: String?
  /// Where the provider wants it; nil lets the provider's description say so.
  package let secretPlace: SecretPlace?
  /// Which roles the members of a group have.
  package let groups: [String: [String]]
  /// The claim that names the groups.
  package let claim: String

  /// Nil where the issuer is no address that a secret may be sent to: https, or http on this very machine.
  package init?(
    issuer: String, client: String, secretFile: String?, secretPlace: SecretPlace? = nil, groups: [String: [String]],
    claim: String = "groups"
  ) {
    guard Self.isTrustworthy(issuer), !client.isEmpty else { return nil }
    self.issuer = issuer
    self.client = client
    self.secretFile = secretFile
    self.secretPlace = secretPlace
    self.groups = groups
    self.claim = claim
  }

  static func isTrustworthy(_ address: String) -> Bool {
    ["https://", "http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/"].contains {
      address.hasPrefix($0)
    }
  }

  /// The roles of somebody in some groups, by name.
  func roles(of groups: [String]) -> [String] { Set(groups.flatMap { self.groups[$0] ?? [] }).sorted() }
}
