internal import Clibpq
internal import Glibc

extension Connection {
  /// Waits until the server says something unasked or the bell is rung.
  @discardableResult
  func waitForInput(or wakeUp: WakeUp) -> WakeUp.Outcome {
    wakeUp.wait(nil, socket: PQsocket(handle), events: POLLIN)
  }

  /// Reads what has come in; false where the connection broke off.
  func takeInput() -> Bool {
    PQconsumeInput(handle) == 1 && PQstatus(handle) == CONNECTION_OK
  }

  /// The next notification that has come in.
  func nextNotification() -> Notification? {
    guard let pointer = PQnotifies(handle) else { return nil }
    defer { PQfreemem(pointer) }
    return Notification(
      channel: String(cString: pointer.pointee.relname), payload: String(cString: pointer.pointee.extra))
  }
}
