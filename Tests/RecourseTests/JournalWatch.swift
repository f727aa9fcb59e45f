import Postgres
import Testing

/// Hears of every line that is written to a database's journal, so that a test waits for what happens and no longer.
final class JournalWatch: Sendable {
  private let settings: ConnectionSettings
  private let listener: Listener

  init(_ settings: ConnectionSettings) async throws {
    try await TestDatabase.run(
      """
      CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_notify('journal', ''); RETURN NULL; END $$;
      CREATE TRIGGER tell AFTER INSERT ON recourse.journal FOR EACH STATEMENT EXECUTE FUNCTION tell();
      """, on: settings)
    self.settings = settings
    listener = try Listener(settings, channels: [try #require(Identifier("journal"))])
  }

  deinit { listener.close() }

  /// Waits until so many timers have fired.
  func untilTimers(_ count: Int) async throws {
    // The first event says that from now on nothing is missed; what came before is in the table.
    for await _ in listener.events where await timers() >= count { return }
    Issue.record("the listener ended")
  }

  /// None while the server is away: the listener says when it is back.
  private func timers() async -> Int {
    (try? await TestDatabase.column(.timerCount, of: settings)).flatMap { Int($0.first ?? "") } ?? 0
  }
}

extension Statement {
  static let timerCount = Statement("timer-count", "SELECT count(*)::text FROM recourse.journal WHERE kind = 'timer'")
}
