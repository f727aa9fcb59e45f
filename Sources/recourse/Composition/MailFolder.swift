/// Where messages are written as files.
enum MailFolder {
  static func path(_ given: String?, _ database: DatabaseOptions) -> String {
    given ?? Environment["RECOURSE_MAIL"] ?? database.dataDirectory + "/mail"
  }
}
