import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite(.serialized, .timeLimit(.minutes(15)))
struct KilledOwnerTests {
  @Test func `the server of a process that is killed goes away by itself`() async throws {
    try await TestDirectory.with { directory in
      try await Self.startAndDie(directory)
      let server = try #require(TextFile.read(directory + ".pid").flatMap { Int32($0) })
      while kill(server, 0) == 0 {
        try Task.checkCancellation()
        await Task.yield()
      }
      #expect(!(try DirectoryLock.isHeld(directory + "/lock")))
    }
  }

  @Test func `a start right after its predecessor was killed waits for the old server and keeps every row`()
    async throws
  {
    try await TestDirectory.with { directory in
      try await Self.startAndDie(directory)
      let running = try await EmbeddedPostgres(dataDirectory: directory, profile: .testing).startOrAttach()
      #expect(running.isOwner)
      let kept = try await running.integer(.kept)
      #expect(kept == 42)
      await running.stop()
    }
  }

  @Test func `a server that did not hear of its owner's death is taken down by the next start`() async throws {
    try await TestDirectory.with { directory in
      // Not waited for before the start: whatever of the dead owner's the stopped server may hold on to, nobody is to wait
      // for it but the start, whose matter it is. The lock is what tells that the owner is gone.
      async let death: Void = Self.startAndDie(directory, stopping: true)
      let old = try await Self.serverOfDeadOwner(directory)
      // Stopped servers hear nothing until they may go on: that is when the start has begun to wait for this one.
      let waking = Task {
        while !Task.isCancelled, TextFile.read(directory + "/connection") != nil { await Task.yield() }
        kill(old, SIGCONT)
      }
      defer { waking.cancel() }
      let running = try await EmbeddedPostgres(dataDirectory: directory, profile: .testing).start()
      #expect(running.process != old)
      let kept = try await running.integer(.kept)
      #expect(kept == 42)
      await running.stop()
      try await death
    }
  }

  /// The server that another process has started, once that process holds the directory no more.
  private static func serverOfDeadOwner(_ directory: String) async throws -> Int32 {
    while true {
      try Task.checkCancellation()
      if let server = TextFile.read(directory + ".pid").flatMap({ Int32($0) }),
        !(try DirectoryLock.isHeld(directory + "/lock"))
      {
        return server
      }
      await Task.yield()
    }
  }

  /// Starts a cluster in another process, which writes a row and is killed without a chance to stop anything.
  private static func startAndDie(_ directory: String, stopping: Bool = false) async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [directory, stopping] in
      let running = try await EmbeddedPostgres(dataDirectory: directory, profile: .testing).start()
      try await running.run("CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)")
      try TextFile.replace(directory + ".pid", with: String(running.process))
      if stopping { kill(running.process, SIGSTOP) }
      kill(getpid(), SIGKILL)
    }
  }
}
