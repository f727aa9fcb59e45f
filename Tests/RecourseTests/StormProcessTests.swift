import Foundation
import Postgres
import PostgresStore
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct StormProcessTests {
  /// Timers that are due at once.
  private static let count = 20_000

  @Test func `two workers, one of them killed midway, fire every one of many timers exactly once`() async throws {
    let settings = try await TestDatabase.new()
    try await Storm.prepare(settings, count: Self.count)
    let folder = try TemporaryFolder()
    let watch = try await JournalWatch(settings)
    let work = ["work", "--database", settings.connectionString, "--mail", folder.path + "/mail"]
    let (victim, survivor) = (try Program.start(work), try Program.start(work))
    try await watch.untilTimers(Self.count / 5)
    victim.signal(SIGKILL)
    #expect(try await victim.end.status == 128 + SIGKILL)
    let whenKilled = Int(try await TestDatabase.column(.timerCount, of: settings)[0]) ?? 0
    #expect(whenKilled < Self.count, "the storm was over before the worker was killed")
    try await watch.untilTimers(Self.count)
    survivor.signal(SIGTERM)
    #expect(try await survivor.end.status == 0)

    try await Storm.check(settings, count: Self.count)
  }
}
