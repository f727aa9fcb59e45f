import Delivery
import Testing

@Suite struct MailServerTests {
  @Test func `the scheme says how the conversation is kept from others, and the usual ports go without saying`() throws
  {
    #expect(try MailServer(url: "smtps://mail.example").port == 465)
    #expect(try MailServer(url: "smtps://mail.example").security == .implicit)
    #expect(try MailServer(url: "smtp://mail.example").port == 587)
    #expect(try MailServer(url: "smtp://mail.example").security == .startTLS)
    #expect(try MailServer(url: "smtp://localhost?security=none").port == 25)
    let server = try MailServer(url: "smtp://case-team%40a.example@mail.example:2587/us.example", passwordFile: "/p")
    #expect(server.user == "case-team@a.example")
    #expect(server.hello == "us.example")
    #expect(server.port == 2587)
  }

  @Test(arguments: [
    "mail.example", "http://mail.example", "smtp://", "smtp://u:pa55@mail.example", "smtp://u@mail.example",
    "smtp://mail.example?security=maybe", "smtps://mail.example?security=none", "smtp://mail.example:70000",
    "smtp://mail.example?tls=no", "",
  ])
  func `what can't be meant is refused with what to write instead, and without a password`(_ url: String) {
    let problem = #expect(throws: MailServer.Problem.self) { try MailServer(url: url) }
    #expect(problem?.description.contains("pa55") == false)
  }

  @Test func `a password never goes over an open line, nor without a user`() {
    #expect(throws: MailServer.Problem.self) {
      try MailServer(url: "smtp://u@mail.example?security=none", passwordFile: "/p")
    }
    #expect(throws: MailServer.Problem.self) { try MailServer(url: "smtp://mail.example", passwordFile: "/p") }
  }

  @Test func `a sender is an address with or without a name, and nothing else`() {
    #expect(MailSender(from: "Case team <a@b.example>") != nil)
    #expect(MailSender(from: "a@b.example", bounces: "c@d.example") != nil)
    for wrong in ["", "Case team", "a@b.example, c@d.example", "<a@b.example", "A <a@b.example> B"] {
      #expect(MailSender(from: wrong) == nil, "\(wrong)")
    }
    #expect(MailSender(from: "a@b.example", bounces: "x") == nil)
  }
}
