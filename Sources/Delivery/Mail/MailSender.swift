import Casework

/// Who the scheme's mail comes from.
package struct MailSender: Sendable {
  let from: MailAddress
  /// Where mail servers report what could not be delivered: the envelope's sender.
  private let bounceAddress: String
  /// Where readers answer to; `from` where nothing is given.
  let replies: String?

  /// A sender for trying things out: nothing under its domain can be delivered to (RFC 2606).
  package static let example = MailSender(
    from: MailAddress(name: "Case team", mailbox: "case-team@recourse.example"))

  /// The part of the address behind the @, for Message-IDs and for the scheme's own queues.
  var domain: String { String(from.address.drop { $0 != "@" }.dropFirst()) }

  /// - Parameters:
  ///   - from: `Case team <case-team@scheme.example>`, or an address alone.
  ///   - bounces: an address; that of `from` where nothing is given.
  ///   - replies: an address; each mail's `Reply-To` has the case's reference behind a `+` in it.
  /// - Returns: nil where one of them is no address.
  package init?(from text: String, bounces: String? = nil, replies: String? = nil) {
    let parts = text.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
    let hasName = parts.count == 2 && text.last == ">"
    let name = hasName ? parts[0].split(separator: " ").joined(separator: " ") : nil
    let address = hasName ? String(parts[1].dropLast()) : text
    guard let from = MailAddress(name: name, address: address) else { return nil }
    for other in [bounces, replies] where !(other.map(EmailAddress.isPlain) ?? true) { return nil }
    self.from = from
    bounceAddress = bounces ?? from.address
    self.replies = replies
  }

  private init(from: MailAddress) {
    self.from = from
    bounceAddress = from.address
    replies = nil
  }

  func bounces(of mail: Mail) -> String { bounceAddress }

  /// `case@scheme.example` becomes `case+7KQ4FMX2PC@scheme.example`: an answer then finds its case.
  func replyAddress(of reference: CaseReference) -> String? {
    replies.map { address in
      let token = reference.description.filter { $0 != "-" }
      return "\(address.prefix { $0 != "@" })+\(token)\(address.drop { $0 != "@" })"
    }
  }
}
