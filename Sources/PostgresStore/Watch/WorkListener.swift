package import Engine
package import Postgres

/// Rings a worker's bell when other processes announce work, on a connection of its own that mends itself.
///
/// The connection goes to the server itself: a proxy that lends connections for a transaction delivers nothing.
package final class WorkListener: Sendable {
  private let listener: Listener
  private let task: Task<Void, Never>

  /// Starts listening in the background.
  ///
  /// - Throws: `StoreError` where the process can't have another thread or file; a database that is away is no error.
  package init(_ settings: ConnectionSettings, ringing bell: Doorbell) throws {
    var settings = settings
    settings.applicationName = "recourse listening"
    do {
      listener = try Listener(settings, channels: [Identifier(Announcer.channel)].compactMap(\.self))
    } catch {
      throw StoreError.translated(error)
    }
    task = Task { [events = listener.events] in
      for await event in events {
        switch event {
        case .listening:
          bell.isHeard = true
          // Anything may have been announced while nobody listened.
          bell.ring()
        case .notified: bell.ring()
        case .interrupted:
          bell.isHeard = false
          // The rest that was meant for better times ends.
          bell.ring()
        }
      }
    }
  }

  /// Stops listening.
  package func close() async {
    listener.close()
    await task.value
  }
}
