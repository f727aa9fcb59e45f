internal import Clibpq
internal import Glibc

extension Connection {
  /// Connects to the first host of the settings that answers as wanted. Blocks, at most the connect timeout a host, and
  /// gives up when the bell is rung and `isUnwanted` agrees.
  static func open(
    _ settings: ConnectionSettings, _ wakeUp: WakeUp, isUnwanted: () -> Bool
  ) throws(PostgresError) -> Connection {
    var failure = PostgresError(.connectionFailed, message: "the connection string names no host")
    for options in try ConnectionTargets(settings).attempts {
      switch attempt(options, settings, wakeUp, isUnwanted) {
      case .connected(let connection):
        try connection.prepareSession()
        return connection
      case .failed(let error): failure = error
      case .interrupted:
        throw PostgresError(.connectionFailed, message: "connecting was broken off as the program is closing")
      }
    }
    throw failure
  }

  /// True unless the server has hung up or libpq has something unexpected to read; one system call, no round trip.
  func isStillConnected() -> Bool {
    var watched = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 0) > 0 else { return true }
    // Readable while nothing was asked: a notice or a changed setting, or the server saying good-bye.
    return PQconsumeInput(handle) == 1 && PQstatus(handle) == CONNECTION_OK && poll(&watched, 1, 0) == 0
  }

  private enum Attempt {
    case connected(Connection)
    case failed(PostgresError)
    case interrupted
  }

  private static func attempt(
    _ options: [(keyword: String, value: String)], _ settings: ConnectionSettings, _ wakeUp: WakeUp,
    _ isUnwanted: () -> Bool
  ) -> Attempt {
    guard let handle = start(options) else {
      return .failed(PostgresError(.connectionFailed, message: "libpq is out of memory"))
    }
    let connection = Connection(handle: handle, settings: settings)
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: settings.connectTimeout)
    var isWriting = true
    while PQstatus(handle) != CONNECTION_BAD {
      let remaining = clock.now.duration(to: deadline)
      guard remaining > .zero else {
        return .failed(PostgresError(.connectionFailed, message: "no answer within \(settings.connectTimeout)"))
      }
      let outcome = wakeUp.wait(remaining, socket: PQsocket(handle), events: isWriting ? POLLOUT : POLLIN)
      if outcome.isRung, isUnwanted() { return .interrupted }
      guard outcome.isSocketReady else { continue }
      switch PQconnectPoll(handle) {
      case PGRES_POLLING_OK: return .connected(connection)
      case PGRES_POLLING_READING: isWriting = false
      case PGRES_POLLING_WRITING: isWriting = true
      default: return .failed(failure(of: handle))
      }
    }
    return .failed(failure(of: handle))
  }

  private static func start(_ options: [(keyword: String, value: String)]) -> OpaquePointer? {
    let keywords = options.map { strdup($0.keyword) } + [nil]
    let values = options.map { strdup($0.value) } + [nil]
    defer { for copy in keywords + values { free(copy) } }
    return PQconnectStartParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0)
  }

  /// libpq's account of a failed attempt names hosts, users and databases, never the password.
  private static func failure(of handle: OpaquePointer) -> PostgresError {
    let text = String(cString: PQerrorMessage(handle))
    let line = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    return PostgresError(.connectionFailed, message: line.isEmpty ? "the connection failed" : line)
  }

  private func prepareSession() throws(PostgresError) {
    // Otherwise libpq prints notices to standard error, and those quote values.
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
    var commands: [Command] = []
    if PQparameterStatus(handle, "DateStyle").map({ !String(cString: $0).hasPrefix("ISO") }) ?? true {
      commands.append(Command(.setDateStyle))
    }
    if settings.preparesStatements { commands.append(Command(.setIsolation)) }
    // A proxy would leave a session's setting to whoever comes next; there each transaction brings its own.
    if settings.preparesStatements, let timeout = settings.statementTimeout {
      commands.append(Command(.setStatementTimeout, [.text(String(timeout.milliseconds)), false]))
    }
    if !commands.isEmpty { _ = try execute(commands) }
  }
}

extension Statement {
  /// What a transaction without a BEGIN is to be, whatever the database's own setting.
  static let setIsolation = Statement(
    "set-isolation",
    """
    SELECT set_config('default_transaction_isolation', 'read committed', false),
      set_config('default_transaction_read_only', 'off', false)
    """)
  static let setDateStyle = Statement("set-date-style", "SET DateStyle = 'ISO, YMD'")
  static let setStatementTimeout = Statement(
    "set-statement-timeout", "SELECT set_config('statement_timeout', $1, $2)")
}
