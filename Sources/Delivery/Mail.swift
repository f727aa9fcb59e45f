import Foundation

/// A plain-text message in the form of RFC 5322, with RFC 2047 words where a header is not ASCII.
struct Mail {
  struct Address {
    let name: String?
    let address: String
  }

  /// The outbox item's identifier: the Message-ID is made of it and never changes.
  let identifier: String
  let from: String
  let to: Address
  let subject: String
  let body: String
  /// When it was written, as RFC 5322 has it.
  let date: String
  let domain: String

  var text: String {
    let headers = [
      "From: \(Self.header(from))",
      "To: \(recipient)",
      "Date: \(date)",
      "Subject: \(Self.word(subject))",
      "Message-ID: <\(identifier)@\(domain)>",
      // RFC 3834: an answering machine does not answer these.
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
    ]
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasSuffix("\r") ? String($0.dropLast()) : String($0)
    }
    return (headers + [""] + lines).joined(separator: "\r\n") + "\r\n"
  }

  private var recipient: String {
    let address = Self.header(to.address)
    return to.name.map { "\(Self.phrase($0)) <\(address)>" } ?? address
  }

  /// A header's text on one line: nothing that somebody typed can begin a header of its own.
  private static func header(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.map(Character.init))
  }

  /// A text as encoded words (RFC 2047) where it is not plain ASCII.
  private static func word(_ text: String) -> String {
    let line = header(text)
    return line.utf8.allSatisfy { $0 < 128 } && !line.contains("=?") ? line : encoded(line)
  }

  /// A person's name: one with a mark that means something in an address list is encoded as well.
  private static func phrase(_ text: String) -> String {
    let line = header(text)
    return line.contains { "\"(),:;<>@[]\\".contains($0) } ? encoded(line) : word(line)
  }

  private static func encoded(_ line: String) -> String {
    // An encoded word has at most 75 characters: 45 bytes of text make 60 of base64.
    var words: [String] = []
    var chunk = ""
    for character in line {
      if chunk.utf8.count + character.utf8.count > 45 {
        words.append(chunk)
        chunk = ""
      }
      chunk.append(character)
    }
    words.append(chunk)
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}
