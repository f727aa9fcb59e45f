internal import Glibc

/// What the operating system says.
enum SystemCall {
  /// The reason of the call that has just failed, in words.
  static func reason() -> String { String(cString: strerror(errno)) }

  /// Waits a moment for another process, in a loop that looks whether it is done.
  static func pause(milliseconds: Int32) { poll(nil, 0, milliseconds) }

  static func failure(_ call: String) -> EmbeddedPostgresError { .system(call: call, reason: reason()) }
}
