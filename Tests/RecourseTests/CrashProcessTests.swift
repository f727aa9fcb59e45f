import EmbeddedPostgres
import Foundation
import PostgresStore
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct CrashProcessTests {
  private static let count = 12_000
  private static let rounds = 6

  @Test
  func `killing workers and the server in the middle of a storm loses nothing acknowledged and does nothing twice`()
    async throws
  {
    let folder = try TemporaryFolder()
    let cluster = EmbeddedPostgres(dataDirectory: folder.path + "/cluster")
    var server = try await cluster.start()
    let settings = server.settings
    let store = try await PostgresStore.open(settings, connections: 1)
    try await store.migrate(mayMoveClock: true)
    await store.close()
    try await Storm.prepare(settings, count: Self.count)
    let watch = try await JournalWatch(settings)
    let work = ["work", "--database", settings.connectionString, "--mail", folder.path + "/mail"]
    var workers = [try Program.start(work), try Program.start(work)]
    var acknowledged: [String] = []
    for round in 1...Self.rounds {
      // Somewhere within this round's share of the storm.
      let share = Self.count / (Self.rounds + 1)
      try await watch.untilTimers((round - 1) * share + Int.random(in: 1..<share))
      let opening = try Program.start(Self.opening(round, settings.connectionString), input: Self.form)
      if round.isMultiple(of: 2) {
        kill(server.process, SIGKILL)
        await server.untilEnd()
        server = try await cluster.start()
      } else {
        workers[round % 2].signal(SIGKILL)
        #expect(try await workers[round % 2].end.status == 128 + SIGKILL)
        workers[round % 2] = try Program.start(work)
      }
      acknowledged.append(try await Self.acknowledgement(of: opening, round, settings.connectionString))
    }
    try await watch.untilTimers(Self.count)
    for worker in workers { worker.signal(SIGTERM) }
    for worker in workers {
      let end = try await worker.end
      #expect(end.status == 0, "\(end.complaint.suffix(500))")
    }
    #expect(Set(acknowledged).count == Self.rounds)
    try await Storm.checkTimers(settings, count: Self.count, cases: Self.count + Self.rounds)
    for (index, reference) in acknowledged.enumerated() {
      let history = try await Program.succeed(
        "case", "history", reference, "--format", "json", "--database", settings.connectionString)
      #expect(history.lines.count == 1, "the case of round \(index + 1)")
    }
    await server.stop()
  }

  private static let form = #"{"workflow": "storm", "data": {}}"#

  private static func opening(_ round: Int, _ url: String) -> [String] {
    ["case", "open", "--file", "-", "--event-id", "01980000-0000-7000-8000-00000000000\(round)", "--database", url]
  }

  /// The reference, however often the same request has to be sent until somebody answers.
  private static func acknowledgement(of first: Program.Running, _ round: Int, _ url: String) async throws -> String {
    var ending = try await first.end
    while ending.status != 0 {
      #expect(ending.status == 1, "\(ending.complaint)")
      try Task.checkCancellation()
      ending = try await Program.start(opening(round, url), input: form).end
    }
    return ending.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
