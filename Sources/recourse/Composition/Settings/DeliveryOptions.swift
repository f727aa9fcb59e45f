import ArgumentParser
import Delivery
import Web

/// How a command carries messages out.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: """
      Where mail goes: a folder, as files (file:PATH or a path), or a mail server (smtps://user@host:465, or \
      smtp://user@host:587 with STARTTLS). RECOURSE_MAIL by default, then the settings, then mail in the data directory.
      """)
  var mail: String?

  @Option(help: "A settings file: the mail server and its password file, webhooks (RECOURSE_SETTINGS by default).")
  var settings: String?

  /// What was said on the command line, in the environment, in `recourse.conf` and in the settings, in this order.
  ///
  /// - Throws: `Answer` where it can't be used.
  func read(_ database: DatabaseOptions) throws -> (mail: MailTransport, webhooks: [String: Webhook]) {
    let file = try database.configuration
    let settings = try Self.settings(settings, database)
    var mail = settings.mail
    mail.passwordFile = mail.passwordFile ?? Environment["RECOURSE_MAIL_PASSWORD_FILE"]
    let said = self.mail ?? Environment["RECOURSE_MAIL"] ?? file[.mail] ?? mail.server
    let place = said ?? database.dataDirectory + "/mail"
    return (try MailTransport(place, mail), settings.webhooks)
  }

  /// Where staff sign in with their work accounts; nil where the settings name no provider.
  func provider(_ database: DatabaseOptions) throws -> ProviderSettings? {
    try Self.settings(settings, database).identity
  }

  /// The settings that were named on the command line, in the environment or in `recourse.conf`.
  static func settings(_ given: String?, _ database: DatabaseOptions) throws -> Settings {
    try Settings.read(given ?? Environment["RECOURSE_SETTINGS"] ?? database.configuration[.settings])
  }
}
