import Casework
import CivilTime
import Delivery
import Engine
import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct SMTPProcessTests {
  @Test(arguments: [MailServer.Security.startTLS, .implicit])
  func `a message reaches a server that wants TLS and a password, word for word`(_ security: MailServer.Security)
    async throws
  {
    let host = try await MailHost(security)
    let mailbox = try host.mailbox()
    let body = "Dear Priya,\n.\n..two\nKäse 🧀\nFrom here on\n" + String(repeating: "long ", count: 300)
    let item = try Items.message(to: "priya@office.example", name: "Priya Ó Súilleabháin", subject: "Überfällig", body)
    try await mailbox.send(item)
    let arrival = try #require(await host.server.next())
    #expect(arrival["tls"] == true)
    #expect(arrival["user"]?.stringValue == "case-team")
    #expect(arrival["sender"]?.stringValue == "bounces@scheme.example")
    #expect(arrival["readers"] == ["priya@office.example"])
    let mail = try StrictMail(Items.text(of: arrival))
    #expect(mail["from"] == ["Case team <case-team@scheme.example>"])
    #expect(mail["to"] == ["Priya Ó Súilleabháin <priya@office.example>"])
    #expect(mail["subject"] == ["Überfällig"])
    #expect(mail["message-id"] == ["<\(item.id)@scheme.example>"])
    #expect(mail["auto-submitted"] == ["auto-generated"])
    #expect(mail["x-auto-response-suppress"] == ["All"])
    #expect(mail["reply-to"] == ["case+\(Items.token)@scheme.example"])
    #expect(mail.body == body + "\n")
    #expect(try Items.text(of: arrival).allSatisfy { $0 < 128 })
  }

  @Test func `messages one after the other share a connection until there is nothing more to send`() async throws {
    let host = try await MailHost(.startTLS)
    let mailbox = try host.mailbox()
    var connections: [Int?] = []
    for number in 1...4 {
      if number == 4 { await mailbox.rest() }
      try await mailbox.send(try Items.message(to: "a@b.example"))
      connections.append(await host.server.next()?["connection"]?.intValue)
    }
    #expect(connections[0] != nil)
    #expect(connections[1] == connections[0])
    #expect(connections[2] == connections[0])
    #expect(connections[3] != connections[0])
  }

  @Test func `many messages at once share a few connections, and each arrives`() async throws {
    let host = try await MailHost(.startTLS)
    let mailbox = try host.mailbox()
    let items = try (1...20).map { try Items.message(to: "reader\($0)@b.example") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for item in items { group.addTask { try await mailbox.send(item) } }
      try await group.waitForAll()
    }
    var (readers, connections): (Set<String>, Set<Int>) = ([], [])
    for _ in items {
      let arrival = await host.server.next()
      arrival?["readers"]?[0]?.stringValue.map { _ = readers.insert($0) }
      arrival?["connection"]?.intValue.map { _ = connections.insert($0) }
    }
    #expect(readers == Set((1...20).map { "reader\($0)@b.example" }))
    #expect(connections.count <= SMTPMailbox.connections)
  }

  @Test func `a reader whom the server does not know is no reader: the code is told, the address is not`() async throws
  {
    let host = try await MailHost(.startTLS)
    let mailbox = try host.mailbox()
    let failure = try await Self.failure(of: mailbox, to: "refused@b.example")
    #expect(failure == DeliveryError("the mail server refused the message: 550 5.1.1", isRetryable: false))
    // The next message is not hindered.
    try await mailbox.send(try Items.message(to: "a@b.example"))
    #expect(await host.server.next()?["readers"] == ["a@b.example"])
  }

  @Test func `a server that puts us off is asked again`() async throws {
    let host = try await MailHost(.startTLS)
    let failure = try await Self.failure(of: try host.mailbox(), to: "later@b.example")
    #expect(failure == DeliveryError("the mail server put the message off: 451 4.7.1", isRetryable: true))
  }

  @Test func `a connection that breaks in the middle of a message is tried again`() async throws {
    let host = try await MailHost(.startTLS)
    let failure = try await Self.failure(of: try host.mailbox(), to: "drop@b.example")
    #expect(failure?.isRetryable == true)
    #expect(failure?.description.contains("example") == false)
  }

  @Test(arguments: [MailServer.Security.startTLS, .implicit])
  func `nothing is said to a server whose certificate is not trusted, or is another's`(_ security: MailServer.Security)
    async throws
  {
    let host = try await MailHost(security)
    for authorities in [nil, try TestCertificate(in: host.folder.path, name: "elsewhere.example").certificate] {
      let failure = try await Self.failure(of: try host.mailbox(authorities: authorities), to: "a@b.example")
      #expect(failure == DeliveryError("the mail server's certificate is not to be trusted", isRetryable: true))
    }
    let impostor = try await MailHost(security, certificateName: "elsewhere.example")
    let failure = try await Self.failure(of: try impostor.mailbox(), to: "a@b.example")
    #expect(failure == DeliveryError("the mail server's certificate is not to be trusted", isRetryable: true))
  }

  @Test func `a wrong password stops nothing for good, and is told to nobody`() async throws {
    let host = try await MailHost(.startTLS)
    let failure = try await Self.failure(of: try host.mailbox(password: "wr0ng-pa55word"), to: "a@b.example")
    #expect(
      failure == DeliveryError("the mail server does not accept our user and password: 535 5.7.8", isRetryable: true))
    let missing = try await Self.failure(of: try host.mailbox(passwordFile: "/nonexistent"), to: "a@b.example")
    #expect(missing?.isRetryable == true)
  }

  @Test func `a server without TLS gets no message where TLS is asked for, and one where it is not`() async throws {
    let host = try await MailHost(.none)
    let strict = SMTPMailbox(
      server: try MailServer(url: "smtp://localhost:\(host.server.port)"), sender: MailHost.sender)
    let failure = try await Self.failure(of: strict, to: "a@b.example")
    #expect(
      failure == DeliveryError("the mail server offers no TLS, and without it nothing is sent", isRetryable: true))
    let open = SMTPMailbox(
      server: try MailServer(url: "smtp://localhost:\(host.server.port)?security=none"), sender: MailHost.sender)
    try await open.send(try Items.message(to: "a@b.example"))
    #expect(await host.server.next()?["tls"] == false)
  }

  @Test func `a server that is away is tried again`() async throws {
    let host = try await MailHost(.none)
    let mailbox = SMTPMailbox(
      server: try MailServer(url: "smtp://localhost:\(host.server.port)?security=none"), sender: MailHost.sender)
    host.server.stop()
    while await host.server.next() != nil {}
    #expect(
      try await Self.failure(of: mailbox, to: "a@b.example")
        == DeliveryError("the mail server can't be reached", isRetryable: true))
  }

  private static func failure(of mailbox: SMTPMailbox, to reader: String) async throws -> DeliveryError? {
    let item = try Items.message(to: reader)
    return await #expect(throws: DeliveryError.self) { try await mailbox.send(item) }
  }
}

/// A mail server for one test, and what it takes to speak with it.
private struct MailHost {
  let server: TestServer
  let folder: TemporaryFolder
  private let security: MailServer.Security
  private let certificate: TestCertificate?

  static let sender = MailSender(
    from: "Case team <case-team@scheme.example>", bounces: "bounces@scheme.example", replies: "case@scheme.example")!

  init(_ security: MailServer.Security, certificateName: String = "localhost") async throws {
    folder = try TemporaryFolder()
    self.security = security
    var arguments = ["--security", security.rawValue]
    if security == .none {
      certificate = nil
    } else {
      let made = try TestCertificate(in: folder.path, name: certificateName)
      arguments += [
        "--certificate", made.certificate, "--key", made.key, "--user", "case-team", "--password", "s3cret",
      ]
      certificate = made
    }
    server = try await TestServer("mail_server.py", arguments)
  }

  func mailbox() throws -> SMTPMailbox { try mailbox(authorities: certificate?.certificate) }

  func mailbox(authorities: String?) throws -> SMTPMailbox { try mailbox(authorities, password: "s3cret") }

  func mailbox(password: String) throws -> SMTPMailbox { try mailbox(certificate?.certificate, password: password) }

  func mailbox(passwordFile: String) throws -> SMTPMailbox {
    let scheme = security == .implicit ? "smtps" : "smtp"
    return SMTPMailbox(
      server: try MailServer(
        url: "\(scheme)://case-team@localhost:\(server.port)", passwordFile: passwordFile,
        authoritiesFile: certificate?.certificate), sender: Self.sender)
  }

  private func mailbox(_ authorities: String?, password: String) throws -> SMTPMailbox {
    let file = folder.path + "/password"
    try Data("\(password)\n".utf8).write(to: URL(filePath: file))
    let scheme = security == .implicit ? "smtps" : "smtp"
    return SMTPMailbox(
      server: try MailServer(
        url: "\(scheme)://case-team@localhost:\(server.port)", passwordFile: file, authoritiesFile: authorities),
      sender: Self.sender)
  }
}
