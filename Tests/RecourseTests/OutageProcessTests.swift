import Dispatch
import EmbeddedPostgres
import Foundation
import Postgres
import PostgresStore
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct OutageProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test
  func `a database that dies in the middle of a step leaves nothing half done, and the worker goes on when it is back`()
    async throws
  {
    let folder = try TemporaryFolder()
    let cluster = EmbeddedPostgres(dataDirectory: folder.path + "/cluster")
    var server = try await cluster.start()
    let url = server.connectionString
    try await Program.succeed("db", "migrate", "--movable-clock", "--database", url)
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let reference = try await Program.succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", url
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let worker = try Program.start(["work", "--database", url, "--mail", folder.path + "/mail"])

    try await Self.killInTheMiddle(
      of: [
        "case", "send", reference, "refuse", "--by", "case-manager", "--set", "refusal_reason=x", "--database", url,
      ], server)
    await server.untilEnd()
    let unreachable = try await Program.run("case", "show", reference, "--database", url)
    #expect(unreachable.status == 1)

    server = try await cluster.start()
    #expect(server.connectionString == url)
    let history = try await Program.succeed("case", "history", reference, "--format", "json", "--database", url)
    #expect(history.lines.count == 1)
    #expect(try await Program.succeed("case", "show", reference, "--database", url).output.contains("[triage]"))

    // The worker finds the database again by itself: the reminder of the second working day is its own doing.
    let watch = try await JournalWatch(server.settings)
    try await Program.succeed("clock", "advance", "2 working days", "--database", url)
    try await watch.untilTimers(1)
    try await Program.succeed(
      "case", "send", reference, "refuse", "--by", "case-manager", "--set", "refusal_reason=x", "--database", url)
    worker.signal(SIGTERM)
    #expect(try await worker.end.status == 0)
    await server.stop()
  }

  /// Holds the journal so that the command waits in the middle of its step, and kills the server meanwhile.
  private static func killInTheMiddle(of command: [String], _ server: RunningPostgres) async throws {
    let pool = try await Pool.open(server.settings, size: 2)
    let (held, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let holder = Task {
      try await pool.transaction { transaction throws in
        _ = try transaction.execute(.holdJournal)
        held.signal()
        released.wait()
      }
    }
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        held.wait()
        continuation.resume()
      }
    }
    let sending = try Program.start(command)
    while try await pool.query(.waitingForLock, read: { try $0.int(0) }) != [1] { try Task.checkCancellation() }
    kill(server.process, SIGKILL)
    let ending = try await sending.end
    #expect(ending.status == 1, "\(ending.complaint)")
    #expect(ending.output.isEmpty)
    #expect(ending.complaint.contains("unavailable"), "\(ending.complaint)")
    released.signal()
    _ = try? await holder.value
    await pool.close()
  }
}

extension Statement {
  fileprivate static let holdJournal = Statement("hold-journal", "LOCK TABLE recourse.journal IN SHARE MODE")
  fileprivate static let waitingForLock = Statement(
    "waiting-for-lock", "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
}
