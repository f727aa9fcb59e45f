internal import Synchronization

/// The listener's thread: what it needs and what it does.
final class ListenerLine: Sendable {
  private let settings: ConnectionSettings
  private let channels: [Identifier]
  private let events: AsyncStream<Listener.Event>.Continuation
  private let wakeUp: WakeUp
  private let isClosed = Atomic(false)

  init(
    settings: ConnectionSettings, channels: [Identifier], events: AsyncStream<Listener.Event>.Continuation
  ) throws(PostgresError) {
    wakeUp = try WakeUp()
    self.settings = settings
    self.channels = channels
    self.events = events
  }

  func close() {
    isClosed.store(true, ordering: .relaxed)
    wakeUp.ring()
  }

  func listen() {
    var failures = 0
    while !isClosed.load(ordering: .relaxed) {
      do throws(PostgresError) {
        let connection = try Connection.open(settings, wakeUp) { isClosed.load(ordering: .relaxed) }
        try connection.execute(Script(named: "listen", text: channels.map { "LISTEN \($0.quoted);" }.joined()))
        failures = 0
        events.yield(.listening)
        hear(connection)
        events.yield(.interrupted)
      } catch {
        failures += 1
      }
      if !isClosed.load(ordering: .relaxed) { wakeUp.wait(BackOff.delay(afterFailures: max(failures, 1))) }
    }
    events.finish()
  }

  /// Passes notifications on until the connection breaks off or the listener is closed.
  private func hear(_ connection: Connection) {
    repeat {
      while let notification = connection.nextNotification() { events.yield(.notified(notification)) }
      connection.waitForInput(or: wakeUp)
    } while !isClosed.load(ordering: .relaxed) && connection.takeInput()
  }
}
