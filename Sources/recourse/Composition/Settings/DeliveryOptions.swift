import ArgumentParser

/// How a command carries messages out.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: """
      Where mail goes: a folder, as files (file:PATH or a path), or a mail server (smtps://user@host:465, or \
      smtp://user@host:587 with STARTTLS). RECOURSE_MAIL by default, then the settings, then mail in the data directory.
      """)
  var mail: String?

  @Option(help: "A settings file: the mail server's password file, who mail comes from (RECOURSE_SETTINGS by default).")
  var settings: String?

  /// What was said on the command line, in the environment and in the settings, in this order.
  ///
  /// - Throws: `Answer` where it can't be used.
  func transport(_ database: DatabaseOptions) throws -> MailTransport {
    var mail = try Settings.read(settings ?? Environment["RECOURSE_SETTINGS"]).mail
    mail.passwordFile = mail.passwordFile ?? Environment["RECOURSE_MAIL_PASSWORD_FILE"]
    let place = self.mail ?? Environment["RECOURSE_MAIL"] ?? mail.server ?? database.dataDirectory + "/mail"
    return try MailTransport(place, mail)
  }
}
