internal import Clibpq
internal import Synchronization

/// Hears notifications on a connection of its own, which a proxy's transaction mode cannot carry.
///
/// Connects again, at growing intervals, when the connection breaks off. What was sent meanwhile is lost, which is why
/// `listening` is an event of its own: look at the tables then.
package final class Listener: Sendable {
  /// What a listener has to say.
  package enum Event: Hashable, Sendable {
    /// From here on nothing is missed; anything may have happened before.
    case listening
    case notified(Notification)
  }

  /// How many events wait for a slow reader before the oldest are dropped.
  package static let bufferLimit = 1_024

  /// The events, for one reader; ends when the listener is closed. A reader that stops reading closes it.
  package let events: AsyncStream<Event>
  private let line: ListenerLine

  /// Starts listening in the background.
  package init(_ settings: ConnectionSettings, channels: [Identifier]) throws(PostgresError) {
    let (events, continuation) = AsyncStream.makeStream(
      of: Event.self, bufferingPolicy: .bufferingNewest(Self.bufferLimit))
    let line = ListenerLine(settings: settings, channels: channels, events: continuation)
    self.events = events
    self.line = line
    continuation.onTermination = { _ in line.close() }
    try BlockingThread.start { line.listen() }
  }

  deinit { line.close() }

  /// Stops listening and ends the events; returns at once.
  package func close() { line.close() }
}

/// The listener's thread: what it needs and what it does.
private final class ListenerLine: Sendable {
  private let settings: ConnectionSettings
  private let channels: [Identifier]
  private let events: AsyncStream<Listener.Event>.Continuation
  private let wakeUp = WakeUp()
  private let isClosed = Atomic(false)

  init(settings: ConnectionSettings, channels: [Identifier], events: AsyncStream<Listener.Event>.Continuation) {
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
