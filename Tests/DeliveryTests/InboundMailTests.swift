import Delivery
import Testing

@Suite struct InboundMailTests {
  private func read(_ lines: String...) throws -> InboundMail {
    try InboundMail(reading: Array(lines.joined(separator: "\r\n").utf8))
  }

  @Test func `a plain mail gives its sender, subject and text`() throws {
    let mail = try read(
      "From: \"Marsh, Jo\" <jo@thistledown.example>", "Subject: =?utf-8?q?Paid_la?= =?utf-8?b?dGUg4oKs?=", " again",
      "", "We were paid late.", "Twice.")
    #expect(mail.from == "jo@thistledown.example")
    #expect(mail.fromName == "Marsh, Jo")
    #expect(mail.subject == "Paid late € again")
    #expect(mail.text == "We were paid late.\nTwice.")
    #expect(mail.attachments.isEmpty)
  }

  @Test func `of several forms of a text the plain one is taken, and documents come whole under their last name`()
    throws
  {
    let mail = try read(
      "From: jo@thistledown.example", "Subject: x", "Content-Type: multipart/mixed; boundary=\"a;b\"", "",
      "nobody reads this", "--a;bc", "--a;b", "Content-Type: multipart/alternative; boundary=inner", "",
      "--inner", "Content-Type: text/html", "", "<p>no</p>",
      "--inner", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
      "caf=E9 =", "cream", "--inner--", "--a;b", "Content-Type: application/pdf",
      "Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fcaf%C3%A9.pdf", "Content-Transfer-Encoding: base64",
      "", "AAEC", "/w==", "--a;b--", "epilogue")
    #expect(mail.text == "café cream")
    #expect(mail.attachments.map(\.name) == ["café.pdf"])
    #expect(mail.attachments.map(\.mediaType) == ["application/pdf"])
    #expect(mail.attachments.first?.bytes == [0, 1, 2, 255])
  }

  @Test(arguments: [
    ("iso-8859-15", "pKZ8", "€Š|"), ("Windows-1252", "gGGTYpQ=", "€a“b”"), ("koi8-r", "8NLJ18XU", "Привет"),
    ("windows-1251", "z/Do4uXy", "Привет"), ("iso-8859-2", "o/Nk6A==", "Łódč"), ("Shift_JIS", "ie+O0A==", "会社"),
    ("iso-2022-jp", "GyRCMnE8UhsoQg==", "会社"), ("gb18030", "u+HJ5w==", "会社"), ("macintosh", "Y2Fmjg==", "café"),
  ])
  func `a text is read in whatever character set it names`(_ charset: String, _ coded: String, _ text: String) throws {
    let mail = try read(
      "From: jo@x.example", "Subject: =?\(charset)?b?\(coded)?=", "Content-Type: text/plain; charset=\"\(charset)\"",
      "Content-Transfer-Encoding: base64", "", coded)
    #expect(mail.text == text && mail.subject == text)
  }

  @Test(arguments: [
    "a,b@x.example", "Jo <jo@x.example>, Al <al@x.example>", "\"x\" <jo@x.example> <al@x.example>", "Jo", "<@>",
  ])
  func `a sender that is not one plain address is none`(_ from: String) throws {
    #expect(try read("From: \(from)", "Subject: x", "", "text").from == nil)
  }

  @Test(arguments: [
    ["Content-Type: multipart/mixed; boundary=a", "", "--a", "", "cut off"],
    ["Content-Type: multipart/mixed", "", "no boundary"],
    ["Content-Transfer-Encoding: base64", "", "?!"], ["Content-Transfer-Encoding: x-uue", "", "text"],
    ["Content-Type: text/plain; charset=x-secret", "", "text"],
    ["Content-Type: text/plain; charset=koi8-r//TRANSLIT", "", "text"],
    // Half a character, and a byte that is none.
    ["Content-Type: text/plain; charset=shift_jis", "Content-Transfer-Encoding: base64", "", "gg=="],
    ["Content-Type: text/plain; charset=euc-jp", "Content-Transfer-Encoding: base64", "", "/w=="],
    ["no header at all", "", "text"],
  ])
  func `a mail that is damaged or unclear is refused, in words that quote nothing of it`(_ lines: [String]) throws {
    let text = (["From: secret@x.example", "Subject: secret"] + lines).joined(separator: "\n")
    do {
      _ = try InboundMail(reading: Array(text.utf8))
      Issue.record("read")
    } catch {
      #expect(!"\(error)".contains("secret"))
    }
  }

  @Test func `parts within each other come to an end`() throws {
    var text = "From: a@x.example\nSubject: x\n"
    for depth in 0..<20 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
    for depth in (0..<20).reversed() { text += "\n--b\(depth)--\n" }
    #expect(throws: InboundMail.Problem.self) { try InboundMail(reading: Array(text.utf8)) }
  }
}
