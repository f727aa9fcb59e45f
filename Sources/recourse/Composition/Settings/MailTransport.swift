import Delivery
import Engine
import Foundation

/// Where messages go: to a folder, as files, or to a mail server.
enum MailTransport {
  case folder(String, MailSender)
  case server(MailServer, MailSender)

  /// - Parameter given: `smtps://…`, `smtp://…`, `file:PATH`, or a path alone.
  /// - Throws: `Answer` that says what to write instead.
  init(_ given: String, _ settings: MailSettings) throws {
    var sender: MailSender?
    if let from = settings.from {
      sender = MailSender(from: from, bounces: settings.bounces, replies: settings.replies)
      guard sender != nil else {
        throw Answer.no(
          "the settings' mail: from is written \"Case team <case-team@scheme.example>\"; bounces and replies are addresses"
        )
      }
    }
    let lowered = given.lowercased()
    guard lowered.hasPrefix("smtp:") || lowered.hasPrefix("smtps:") else {
      self = .folder(lowered.hasPrefix("file:") ? Self.path(String(given.dropFirst(5))) : given, sender ?? .example)
      return
    }
    let server: MailServer
    do throws(MailServer.Problem) {
      server = try MailServer(
        url: given, passwordFile: settings.passwordFile, authoritiesFile: settings.authoritiesFile)
    } catch {
      throw Answer.no("mail: \(error)")
    }
    guard let sender else {
      throw Answer.no("say who the mail comes from: mail: { from: Case team <case-team@scheme.example> } in --settings")
    }
    self = .server(server, sender)
  }

  /// Looks whether anything can be sent this way at all.
  ///
  /// - Throws: `Answer` where a folder can't be written to, or the password's file not be read.
  func prepare() throws {
    switch self {
    case .folder(let path, _): try MailFolder.prepare(path)
    case .server(let server, _):
      for file in [server.passwordFile, server.authoritiesFile] {
        guard let file, access(file, R_OK) != 0 else { continue }
        throw Answer.no("\(file): can't be read; check the settings and the file's permissions")
      }
    }
  }

  var mailbox: any Sender {
    switch self {
    case .folder(let path, let sender): FileMailbox(folder: path, sender: sender)
    case .server(let server, let sender): SMTPMailbox(server: server, sender: sender)
    }
  }

  /// The same for mails that belong to no case.
  var letterBox: any LetterBox {
    switch self {
    case .folder(let path, let sender): FileMailbox(folder: path, sender: sender)
    case .server(let server, let sender): SMTPMailbox(server: server, sender: sender)
    }
  }

  /// Where the mail goes, for people.
  var words: String {
    switch self {
    case .folder(let path, _): path
    case .server(let server, _): "\(server.host), port \(server.port)"
    }
  }

  /// `file:///var/mail`, `file:/var/mail` and `file:mail` all name a path.
  private static func path(_ text: String) -> String { text.hasPrefix("//") ? String(text.dropFirst(2)) : text }
}
