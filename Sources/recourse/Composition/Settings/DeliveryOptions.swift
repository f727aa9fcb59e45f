import ArgumentParser
import Delivery
import Engine
import Web

/// How a command carries messages out.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: """
      Where mail goes: a folder, as files (file:PATH or a path), or a mail server (smtps://user@host:465, or \
      smtp://user@host:587 with STARTTLS). RECOURSE_MAIL by default, then the settings, then mail in the data directory.
      """)
  var mail: String?

  /// What was said on the command line, in the environment and in the settings, in this order.
  ///
  /// - Throws: `Answer` where it can't be used.
  func read(_ database: DatabaseOptions) throws -> (mail: MailTransport, webhooks: [String: Webhook]) {
    let settings = try database.settings
    var mail = settings.mail
    mail.passwordFile = mail.passwordFile ?? Environment["RECOURSE_MAIL_PASSWORD_FILE"]
    let said = self.mail ?? Environment["RECOURSE_MAIL"] ?? mail.server
    let place = said ?? database.dataDirectory + "/mail"
    return (try MailTransport(place, mail), settings.webhooks)
  }

  /// Where staff sign in with their work accounts; nil where the settings name no provider.
  func provider(_ database: DatabaseOptions) throws -> ProviderSettings? {
    try database.settings.identity
  }
}
