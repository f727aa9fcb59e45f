/// Where the database is, as the settings say.
struct DatabaseSettings {
  /// As `--database`.
  var address: String?
  /// As `--listen-database`: past a pooler, to the server itself.
  var listen: String?
  /// As `--pooled`.
  var isPooled = false
}
