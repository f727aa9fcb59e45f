/// Somebody as an identity provider knows them, whatever they are called there today.
package struct ProviderIdentity: Sendable, Hashable {
  /// The provider.
  package let issuer: String
  /// What the provider gives to nobody else.
  package let subject: String

  package init(issuer: String, subject: String) {
    self.issuer = issuer
    self.subject = subject
  }
}
