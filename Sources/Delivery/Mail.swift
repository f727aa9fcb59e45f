/// A plain-text message in the form of RFC 5322: any text that people type becomes a mail that every program can read.
struct Mail {
  /// The outbox item's identifier: the Message-ID is made of it and never changes.
  let identifier: String
  let from: String
  let to: MailAddress
  let subject: String
  let body: String
  /// When it was written, as RFC 5322 has it.
  let date: String
  let domain: String

  var text: String {
    let content = MailBody(body)
    let headers = [
      "From: \(HeaderText.line(from))",
      "To: \(to.header)",
      "Date: \(date)",
      HeaderText.field("Subject", subject),
      "Message-ID: <\(identifier)@\(domain)>",
      // RFC 3834: an answering machine does not answer these.
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: \(content.encoding)",
    ]
    return (headers + [""] + content.lines).joined(separator: "\r\n") + "\r\n"
  }
}
