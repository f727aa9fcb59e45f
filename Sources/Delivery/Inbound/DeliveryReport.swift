/// A mail server's report that a mail did not reach its reader (RFC 3464), as it comes back to the address for bounces.
package struct DeliveryReport: Sendable, Hashable {
  /// What became of the mail for one reader.
  package struct Outcome: Sendable, Hashable {
    /// Under which the reader may be known: as we wrote to them, and as their server calls them.
    package let addresses: [String]
    /// Whether the address itself is no good, for ever. A mailbox that is full, a server that is away and a message that
    /// somebody did not like say nothing against an address.
    package let isAddressDead: Bool
  }

  package let outcomes: [Outcome]
  /// The Message-ID of what came back, without its brackets; nil where the report does not have it.
  package let messageID: String?

  /// - Returns: nil where a mail is no such report, as when somebody is out of office.
  /// - Throws: where it can't be read.
  package init?(reading bytes: [UInt8]) throws(InboundMail.Problem) {
    let root = try MIMEEntity(bytes[...])
    guard root.mediaType == "multipart/report", root.parameter("report-type")?.lowercased() == "delivery-status" else {
      return nil
    }
    let parts = try root.parts()
    guard let status = parts.first(where: { $0.mediaType == "message/delivery-status" }) else { return nil }
    outcomes = try Self.outcomes(try status.decodedBytes())
    let original = parts.first { ["message/rfc822", "text/rfc822-headers"].contains($0.mediaType) }
    messageID = try original.flatMap { part throws(InboundMail.Problem) in
      try MIMEEntity(try part.decodedBytes()[...]).headers["message-id"].map { $0.filter { !"<> \t".contains($0) } }
    }
  }

  /// A report has fields of its own, and then a group of fields for each reader.
  private static func outcomes(_ bytes: [UInt8]) throws(InboundMail.Problem) -> [Outcome] {
    var outcomes: [Outcome] = []
    var rest = bytes
    var groups = 0
    while !rest.isEmpty {
      let group = try MIMEEntity(rest[...])
      rest = try group.decodedBytes()
      groups += 1
      guard groups <= InboundMail.mostParts else { throw InboundMail.Problem(description: "it has too many readers") }
      let addresses = ["original-recipient", "final-recipient"].compactMap { group.headers[$0].flatMap(address) }
      guard !addresses.isEmpty else { continue }
      let isFailed = group.headers["action"]?.lowercased() == "failed"
      outcomes.append(
        Outcome(addresses: addresses, isAddressDead: isFailed && isOfAddress(group.headers["status"] ?? "")))
    }
    return outcomes
  }

  /// `rfc822; ann@department.example`.
  private static func address(_ field: String) -> String? {
    let sides = field.split(separator: ";", maxSplits: 1)
    guard sides.count == 2, sides[0].trimmed.lowercased() == "rfc822" else { return nil }
    return sides[1].trimmed.filter { !"<>".contains($0) }
  }

  /// Whether a status (RFC 3463) is permanent and about the address, its mailbox or the way there.
  private static func isOfAddress(_ status: String) -> Bool {
    let numbers = status.prefix { $0.isNumber || $0 == "." }.split(separator: ".").map(String.init)
    guard numbers.count == 3, numbers[0] == "5" else { return false }
    switch numbers[1] {
    case "0", "1", "4": return true
    // Full, or the message too long for it: not for ever.
    case "2": return !["2", "3"].contains(numbers[2])
    default: return false
    }
  }
}
