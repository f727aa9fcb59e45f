import Foundation

/// A place that wants to hear from cases, as the scheme's settings describe it.
package struct Webhook: Sendable {
  /// What is only done where the settings say so.
  package enum Permission: String, Sendable, CaseIterable {
    /// Speaking without TLS.
    case http
    /// Addresses of the scheme's own network, which nobody outside should be able to have us speak to.
    case privateAddresses = "private-addresses"
  }

  package let url: String
  /// Holds `whsec_` and the secret in base64, as Standard Webhooks has it. Read for each call.
  package let secretFile: String
  package let permissions: Set<Permission>
  /// Certificates of authorities to trust in place of the system's.
  package let authoritiesFile: String?

  /// - Throws: `Problem`, which says what to write instead.
  package init(
    url: String, secretFile: String, permissions: Set<Permission> = [], authoritiesFile: String? = nil
  ) throws(Problem) {
    let parts = URLComponents(string: url)
    let scheme = parts?.scheme?.lowercased()
    guard let parts, scheme == "https" || scheme == "http", parts.host?.isEmpty == false else {
      throw Problem(description: "a webhook's url is written https://receiver.example/path")
    }
    guard parts.user == nil, parts.password == nil else {
      throw Problem(description: "a webhook's url holds no user and no password: the signature says who calls")
    }
    guard scheme == "https" || permissions.contains(.http) else {
      throw Problem(description: "a webhook's url begins with https://, or its settings say allow: [http]")
    }
    self.url = url
    self.secretFile = secretFile
    self.permissions = permissions
    self.authoritiesFile = authoritiesFile
  }

  /// What is wrong with a webhook's settings, in words for whoever wrote them.
  package struct Problem: Error, Sendable, CustomStringConvertible { package let description: String }
}
