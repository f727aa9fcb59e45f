import Foundation

/// Where subscriptions may lead, and how their secrets are kept. What nobody has allowed would let whoever makes them have us speak to our own network.
package struct SubscriptionRules: Sendable, Hashable {
  /// What is only done where the settings say so.
  package enum Permission: String, Sendable, CaseIterable {
    /// This very machine, without TLS.
    case loopback
    /// Addresses of the scheme's own network, over TLS.
    case privateAddresses = "private-addresses"
  }

  package let permissions: Set<Permission>

  /// Seals the secrets; nil where the site has no key, and they are kept as they are.
  package var seal: SecretSeal?

  package init(_ permissions: Set<Permission> = [], seal: SecretSeal? = nil) {
    self.permissions = permissions
    self.seal = seal
  }

  /// A secret as calls are signed with it; nil where this site's key does not open it.
  package func opened(_ kept: String) -> String? {
    if let seal { return seal.opened(kept) }
    return SecretSeal.isSealed(kept) ? nil : kept
  }

  /// What is wrong with an address; nil where calls may go there. What a name leads to is looked at when it is called.
  package func problem(with url: String) -> String? {
    guard url.utf8.count <= 500, let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
      let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http"
    else { return "is written https://receiver.example/path" }
    guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
      return "holds no user, no password and no #: the signature says who calls"
    }
    if Self.isLoopback(host) {
      return permissions.contains(.loopback)
        ? nil : "leads to this machine, which the settings do not allow (subscriptions: allow: [loopback])"
    }
    return scheme == "https" ? nil : "begins with https://"
  }

  private static func isLoopback(_ host: String) -> Bool {
    let name = host.lowercased().filter { !"[]".contains($0) }
    return name == "localhost" || name == "::1"
      || name.hasPrefix("127.")
        && name.split(separator: ".", omittingEmptySubsequences: false).count == 4
        && name.allSatisfy { $0.isNumber || $0 == "." }
  }

  /// Whether the address of a subscription is this machine's by its spelling.
  package static func leadsHere(_ url: String) -> Bool { URLComponents(string: url)?.host.map(isLoopback) ?? false }
}
