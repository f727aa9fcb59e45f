/// A plain-text message in the form of RFC 5322: any text that people type becomes a mail that every program can read.
struct Mail: Sendable {
  /// The outbox item's identifier: the Message-ID is made of it and never changes.
  let identifier: String
  let from: MailAddress
  let to: MailAddress
  /// Where answers go; to `from` where nothing is said.
  let replyTo: String?
  let subject: String
  let content: MailBody
  /// When it was written, as RFC 5322 has it.
  let date: String
  let domain: String

  var text: String {
    var headers = ["From: \(from.header)", "To: \(to.header)"]
    if let replyTo { headers.append("Reply-To: \(replyTo)") }
    headers += [
      "Date: \(date)",
      HeaderText.field("Subject", subject),
      "Message-ID: <\(identifier)@\(domain)>",
      // RFC 3834: an answering machine does not answer these; Exchange wants to hear it in its own words.
      "Auto-Submitted: auto-generated",
      "X-Auto-Response-Suppress: All",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: \(content.encoding)",
    ]
    return (headers + [""] + content.lines).joined(separator: "\r\n") + "\r\n"
  }
}
