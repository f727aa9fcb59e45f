/// A mail that came in, as far as casework needs it.
package struct InboundMail: Sendable, Hashable {
  /// A document that came with it.
  package struct Part: Sendable, Hashable {
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// The address of whoever sent it; nil where there is not exactly one.
  package let from: String?
  /// What the sender calls himself.
  package let fromName: String?
  package let subject: String
  /// The plain text, with line feeds alone.
  package let text: String
  package let attachments: [Part]

  /// Why a mail can't be read. It never quotes the mail.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// Parts of one mail, and parts within each other.
  package static let mostParts = 200
  package static let deepestPart = 10

  /// Reads a mail as RFC 5322 and MIME write it, strictly where it matters: what is unclear is refused, not guessed.
  ///
  /// - Parameter bytes: no more than one mail.
  package init(reading bytes: [UInt8]) throws(Problem) {
    let root = try MIMEEntity(bytes[...])
    guard root.headers["from"] != nil || root.headers["subject"] != nil else {
      throw Problem(description: "it has neither a sender nor a subject, so it is no mail; save it as .eml")
    }
    let sender = root.headers["from"].flatMap(MailSenderText.read)
    from = sender?.address
    fromName = sender?.name
    subject = EncodedWords.decoded(root.headers["subject"] ?? "")
    var reader = PartReader()
    try reader.take(root, depth: 0)
    text = reader.text
    attachments = reader.attachments
  }
}

/// Sorts the parts of a mail into its text and its documents.
private struct PartReader {
  var text = ""
  var attachments: [InboundMail.Part] = []
  private var count = 0

  mutating func take(_ entity: MIMEEntity, depth: Int) throws(InboundMail.Problem) {
    count += 1
    guard count <= InboundMail.mostParts, depth <= InboundMail.deepestPart else {
      throw InboundMail.Problem(description: "it has too many parts, or parts too deep within each other")
    }
    if entity.mediaType.hasPrefix("multipart/") {
      let parts = try entity.parts()
      if entity.mediaType == "multipart/alternative" {
        // The same text in several forms, of which the plain one is the text.
        let plain = parts.first { $0.mediaType == "text/plain" } ?? parts.last
        if let plain { try take(plain, depth: depth + 1) }
      } else {
        for part in parts { try take(part, depth: depth + 1) }
      }
    } else if entity.mediaType == "text/plain", !entity.isAttachment {
      let found = try entity.decodedText()
      text += text.isEmpty ? found : "\n" + found
    } else {
      let name = entity.fileName ?? "part-\(count)"
      attachments.append(.init(name: name, mediaType: entity.mediaType, bytes: try entity.decodedBytes()))
    }
  }
}
