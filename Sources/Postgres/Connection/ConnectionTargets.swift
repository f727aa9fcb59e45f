internal import Clibpq

/// The hosts of a connection string, one after the other.
///
/// libpq would go through a list of hosts itself, but a first host that answers garbage ends its search, and one that
/// never answers takes the time of all. So each is tried alone, with its own deadline.
struct ConnectionTargets {
  /// The options libpq is given, once for each attempt.
  let attempts: [[(keyword: String, value: String)]]

  init(_ settings: ConnectionSettings) throws(PostgresError) {
    var options = try Self.parse(settings.connectionString)
    options["fallback_application_name"] = settings.applicationName
    options["client_encoding"] = "UTF8"
    // A server that vanishes without a word is noticed within half a minute, also while an answer is awaited.
    for (keyword, value) in [
      ("keepalives_idle", "15"), ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
    ] where options[keyword] == nil {
      options[keyword] = value
    }
    let hosts = Self.list(options["host"])
    let addresses = Self.list(options["hostaddr"])
    let ports = Self.list(options["port"])
    let count = max(hosts.count, addresses.count, 1)
    for list in [hosts, addresses] where !list.isEmpty && list.count != count {
      throw PostgresError(.connectionFailed, message: "the connection string has not as many hosts as addresses")
    }
    guard ports.count <= 1 || ports.count == count else {
      throw PostgresError(.connectionFailed, message: "the connection string has \(ports.count) ports, \(count) hosts")
    }
    // "Standby if there is one" is two searches: first for a standby, then for anything.
    let wanted = options["target_session_attrs"]
    let rounds = wanted == "prefer-standby" ? ["standby", "any"] : [wanted]
    attempts = rounds.flatMap { wanted in
      (0..<count).map { index in
        var single = options
        single["host"] = index < hosts.count ? hosts[index] : nil
        single["hostaddr"] = index < addresses.count ? addresses[index] : nil
        single["port"] = ports.count > 1 ? ports[index] : ports.first
        single["target_session_attrs"] = wanted
        return single.map { (keyword: $0.key, value: $0.value) }.sorted { $0.keyword < $1.keyword }
      }
    }
  }

  /// The string's options by keyword. libpq's own complaint is not passed on, as it may quote the password.
  private static func parse(_ string: String) throws(PostgresError) -> [String: String] {
    var complaint: UnsafeMutablePointer<CChar>?
    guard let parsed = PQconninfoParse(string, &complaint) else {
      PQfreemem(complaint)
      throw PostgresError(
        .connectionFailed,
        message: "the connection string cannot be read: write postgresql://user@host/database or host=… dbname=…")
    }
    defer { PQconninfoFree(parsed) }
    var options: [String: String] = [:]
    var option = parsed
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return options
  }

  /// The `connect_timeout` of a string. As with libpq a second is too short to be meant, and zero says nothing.
  static func timeout(of string: String) -> Duration? {
    guard let text = try? parse(string)["connect_timeout"], let seconds = Int(text), seconds > 0 else { return nil }
    return .seconds(max(seconds, 2))
  }

  private static func list(_ value: String?) -> [String] {
    guard let value else { return [] }
    return value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
