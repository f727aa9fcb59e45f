import Testing

@testable import Postgres

@Suite(.serialized, .timeLimit(.minutes(15)))
struct ListenerTests {
  private static let channel = Identifier("cases \"moved\"")

  @Test func `a notification arrives when its transaction is committed`() async throws {
    let channel = try #require(Self.channel)
    try await TestDatabase.with { settings in
      let listener = try Listener(settings, channels: [channel])
      var events = listener.events.makeAsyncIterator()
      #expect(await events.next() == .listening)
      try await TestDatabase.withPool(settings) { pool in
        try await pool.transaction { transaction in try transaction.notify(channel, "4711 🏛") }
      }
      #expect(await events.next() == .notified(Notification(channel: channel.name, payload: "4711 🏛")))
      listener.close()
      #expect(await events.next() == .interrupted)
      #expect(await events.next() == nil)
    }
  }

  @Test func `a listener that lost its connection says when it hears again`() async throws {
    let channel = try #require(Self.channel)
    try await TestDatabase.with { settings in
      var listening = settings
      listening.applicationName = "ears"
      let listener = try Listener(listening, channels: [channel])
      var events = listener.events.makeAsyncIterator()
      #expect(await events.next() == .listening)
      try await TestDatabase.withPool(settings) { pool in
        let kill = Statement(
          "kill", "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'ears'")
        let answer = try await pool.query(kill) { try $0.bool(0) }
        #expect(answer == [true])
        #expect(await events.next() == .interrupted)
        #expect(await events.next() == .listening)
        try await pool.transaction { transaction in try transaction.notify(channel) }
      }
      #expect(await events.next() == .notified(Notification(channel: channel.name, payload: "")))
      listener.close()
    }
  }

  @Test func `a listener without a database closes all the same`() async throws {
    let listener = try Listener(ConnectionSettings("host=/nowhere"), channels: [])
    listener.close()
    var events = listener.events.makeAsyncIterator()
    #expect(await events.next() == nil)
  }
}
