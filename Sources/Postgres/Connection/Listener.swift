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
    /// From here on nothing is heard, until `listening` comes.
    case interrupted
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
    let line = try ListenerLine(settings: settings, channels: channels, events: continuation)
    self.events = events
    self.line = line
    continuation.onTermination = { _ in line.close() }
    try BlockingThread.start { line.listen() }
  }

  deinit { line.close() }

  /// Stops listening and ends the events; returns at once.
  package func close() { line.close() }
}
