internal import Ccurl
package import Casework
package import CivilTime
package import Engine
import Foundation

/// Hands messages to a mail server over SMTP.
///
/// A message may arrive twice where this program dies between the server's "yes" and the store's: its Message-ID is the
/// item's, so that mail systems and people can tell.
package struct SMTPMailbox: Sender, LetterBox {
  private let server: MailServer
  private let sender: MailSender
  private let pool: CurlPool

  /// Conversations with one server at once. More, and servers begin to refuse.
  package static let connections = 4

  package init(server: MailServer, sender: MailSender) {
    self.server = server
    self.sender = sender
    pool = CurlPool(limit: Self.connections)
  }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    try await deliver(try Mail(of: item, from: sender, isEightBitClean: false))
  }

  package func send(
    to address: String, subject: String, text: String, as id: UniqueID, at now: Instant
  ) async throws(DeliveryError) {
    try await deliver(
      try Mail(to: address, subject: subject, text: text, id, now, from: sender, isEightBitClean: false))
  }

  private func deliver(_ mail: Mail) async throws(DeliveryError) {
    let password = try password()
    try await pool.exchange { [server, sender] handle throws(DeliveryError) in
      var outcome = Self.talk(to: server, mail, from: sender, password, handle)
      // A server may close a kept connection at any time, or bid farewell on it: that says nothing about this mail.
      if outcome.wasReused, SMTPReply.last(in: outcome.lines).map({ $0.code == 421 }) ?? outcome.lines.isEmpty {
        outcome = Self.talk(to: server, mail, from: sender, password, handle, isFresh: true)
      }
      if let failure = SMTPReply.failure(of: outcome) { throw failure }
    }
  }

  package func rest() async { pool.closeIdle() }

  private func password() throws(DeliveryError) -> String? {
    guard let file = server.passwordFile else { return nil }
    guard let data = FileManager.default.contents(atPath: file), let text = String(bytes: data, encoding: .utf8) else {
      throw DeliveryError("the file with the mail server's password can't be read", isRetryable: true)
    }
    return String(text.prefix { !$0.isNewline })
  }

  private static func talk(
    to server: MailServer, _ mail: Mail, from sender: MailSender, _ password: String?, _ handle: CurlHandle,
    isFresh: Bool = false
  ) -> CurlHandle.Outcome {
    handle.reset()
    handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    handle.set(CURLOPT_URL, server.url)
    switch server.security {
    case .implicit, .startTLS: handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    case .none: handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_NONE.rawValue))
    }
    if let file = server.authoritiesFile { handle.trustOnly(file) }
    if let user = server.user, let password {
      handle.set(CURLOPT_USERNAME, user)
      handle.set(CURLOPT_PASSWORD, password)
    }
    if isFresh { handle.set(CURLOPT_FRESH_CONNECT, 1) }
    handle.set(CURLOPT_MAIL_FROM, "<\(sender.bounces(of: mail))>")
    handle.set(CURLOPT_MAIL_RCPT, ["<\(mail.to.address)>"])
    handle.set(CURLOPT_UPLOAD, 1)
    return handle.exchange(sending: Array(mail.text.utf8))
  }
}
