import Delivery

/// How the scheme sends mail, as its settings say.
struct MailSettings {
  /// `smtps://…`, `smtp://…`, `file:PATH` or a folder's path.
  var server: String?
  var passwordFile: String?
  var authoritiesFile: String?
  var from: String?
  var bounces: String?
  var replies: String?
}
