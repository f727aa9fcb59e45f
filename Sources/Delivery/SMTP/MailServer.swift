import Foundation

/// The server that takes outgoing mail, and how it is spoken to.
package struct MailServer: Sendable {
  /// How the conversation is kept from others.
  package enum Security: String, Sendable, CaseIterable {
    /// TLS from the first byte: `smtps://`.
    case implicit
    /// TLS once both sides have said hello, and no mail without it: `smtp://`.
    case startTLS = "starttls"
    /// None: for a relay on the machine itself. Nothing is sent that would prove who we are.
    case none
  }

  package let host: String
  package let port: Int
  package let security: Security
  package let user: String?
  /// Read whenever it is needed, so that a new password takes effect without a restart.
  package let passwordFile: String?
  /// Certificates of authorities to trust in place of the system's.
  package let authoritiesFile: String?
  /// The name by which we say hello; the machine's own where nothing is given.
  package let hello: String?

  /// Reads `smtps://user@host:465`, `smtp://user@host:587`, or `smtp://localhost:25?security=none`.
  ///
  /// - Throws: `Problem`, which says what to write instead, and never quotes a password.
  package init(url text: String, passwordFile: String? = nil, authoritiesFile: String? = nil) throws(Problem) {
    guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
      scheme == "smtp" || scheme == "smtps", let host = url.host, !host.isEmpty
    else { throw Problem("a mail server is written smtps://user@host:465 or smtp://user@host:587") }
    guard url.password == nil else {
      throw Problem("a password has no place in an address that others may see; write it into a file and name that")
    }
    var security: Security = scheme == "smtps" ? .implicit : .startTLS
    for item in url.queryItems ?? [] {
      guard item.name == "security", let named = item.value.flatMap(Security.init(rawValue:)),
        (named == .implicit) == (scheme == "smtps")
      else { throw Problem("behind smtp:// only ?security=starttls or ?security=none can be said") }
      security = named
    }
    let isPortable = url.port.map { (1...65_535).contains($0) } ?? true
    guard isPortable else { throw Problem("a port is a number from 1 to 65535") }
    guard passwordFile == nil || url.user != nil else {
      throw Problem("a password needs a user; write smtp://user@host:587")
    }
    guard security != .none || url.user == nil else {
      throw Problem("a user's password is never sent without TLS; leave out ?security=none, or the user")
    }
    guard url.user == nil || passwordFile != nil else { throw Problem("a user needs a file with the password") }
    self.host = host
    port = url.port ?? (security == .implicit ? 465 : security == .startTLS ? 587 : 25)
    self.security = security
    user = url.user
    self.passwordFile = passwordFile
    self.authoritiesFile = authoritiesFile
    let path = url.path.drop { $0 == "/" }
    hello = path.isEmpty ? nil : String(path)
  }

  /// What is wrong with a server's address, in words for whoever wrote it.
  package struct Problem: Error, Sendable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  /// As libcurl takes it.
  var url: String {
    "\(security == .implicit ? "smtps" : "smtp")://\(host):\(port)\(hello.map { "/\($0)" } ?? "")"
  }
}
