import FoundationEssentials
import Glibc
import Postgres
import Testing

@testable import EmbeddedPostgres

@Suite(.serialized, .timeLimit(.minutes(15)))
struct EmbeddedPostgresTests {
  @Test func `the first start makes a cluster and the second keeps what was in it`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      let first = try await cluster.start()
      try await first.run("CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)")
      await first.stop()
      #expect(kill(first.process, 0) != 0)
      #expect(!FileManager.default.fileExists(atPath: directory + "/connection"))
      #expect(!FileManager.default.fileExists(atPath: directory + "/cluster/postmaster.pid"))

      let second = try await cluster.start()
      let kept = try await second.integer(.kept)
      #expect(kept == 42)
      await second.stop()
    }
  }

  @Test func `a durable cluster is UTF-8 with checksums, waits for the disk and listens on no port`() async throws {
    try await TestDirectory.with { directory in
      let running = try await EmbeddedPostgres(dataDirectory: directory).start()
      let settings = try await running.texts(.settings)
      #expect(
        settings == [
          "data_checksums=on", "fsync=on", "full_page_writes=on", "lc_collate=C.UTF-8", "listen_addresses=",
          "page images compressed=true", "server_encoding=UTF8", "synchronous_commit=on",
        ])
      var status = stat()
      #expect(stat(directory, &status) == 0 && status.st_mode & 0o777 == 0o700)
      #expect(stat(directory + "/socket", &status) == 0 && status.st_mode & 0o777 == 0o700)
      await running.stop()
    }
  }

  @Test func `started by root it runs as an unprivileged user`() async throws {
    try await TestDirectory.with { directory in
      let running = try await EmbeddedPostgres(dataDirectory: directory, profile: .testing).start()
      var status = stat()
      #expect(stat("/proc/\(running.process)", &status) == 0)
      #expect(status.st_uid != 0)
      #expect(geteuid() == 0 || status.st_uid == geteuid())
      await running.stop()
    }
  }

  @Test func `a second instance is refused and told which process has the directory`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      let running = try await cluster.start()
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
      #expect(error == .inUse(directory: running.dataDirectory, process: getpid()))
      #expect(error.map { "\($0)".contains("process \(getpid())") } == true)
      await running.stop()
    }
  }

  @Test func `whoever comes second attaches, and leaves the server running`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      #expect(throws: EmbeddedPostgresError.notRunning(directory: directory)) { try cluster.attach() }
      // Both at once: one starts, and the other waits until it can attach.
      async let one = cluster.startOrAttach()
      async let other = cluster.startOrAttach()
      let both = try await [one, other]
      #expect(both.count { $0.isOwner } == 1)
      #expect(both[0].connectionString == both[1].connectionString)
      let owner = both[0].isOwner ? both[0] : both[1]
      for running in both where !running.isOwner { await running.stop() }
      let answer = try await both[0].integer(.one)
      #expect(answer == 1)
      await owner.stop()
      #expect(throws: EmbeddedPostgresError.notRunning(directory: owner.dataDirectory)) { try cluster.attach() }
    }
  }

  @Test func `after kill -9 of the server the next start has every committed row`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory)
      let first = try await cluster.start()
      try await first.run("CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)")
      kill(first.process, SIGKILL)
      await first.untilEnd()
      let second = try await cluster.start()
      let kept = try await second.integer(.kept)
      #expect(kept == 42)
      await second.stop()
    }
  }

  @Test func `a pool outlives the server's restart, and says meanwhile why nobody is served`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      let first = try await cluster.start()
      let patient = try await Pool.open(first.settings, size: 2, waitLimit: .seconds(60))
      let impatient = try await Pool.open(first.settings, size: 2, waitLimit: .milliseconds(200))
      await first.stop()
      let waiting = Task { try await patient.query(.one) { try $0.int(0) } }
      let error = await #expect(throws: PoolError.self) { try await impatient.query(.one) { _ in } }
      guard case .timeout(_, let reason?) = error else {
        Issue.record("no reason given: \(String(describing: error))")
        return
      }
      #expect(reason.kind == .connectionFailed)
      let second = try await cluster.start()
      let answer = try await waiting.value
      #expect(answer == [1])
      await patient.close()
      await impatient.close()
      await second.stop()
    }
  }

  @Test func `a path too long for a socket gets a short one elsewhere`() async throws {
    try await TestDirectory.with { directory in
      let long = directory + "/" + String(repeating: "long-name-", count: 12)
      let cluster = EmbeddedPostgres(dataDirectory: long, profile: .testing)
      let running = try await cluster.start()
      #expect(!running.connectionString.contains("long-name"))
      let answer = try await running.integer(.one)
      #expect(answer == 1)
      await running.stop()
    }
  }

  @Test func `a directory below one that is closed to the server's account serves all the same`() async throws {
    try await TestDirectory.with { directory in
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let cluster = EmbeddedPostgres(dataDirectory: directory + "/below", profile: .testing)
      let first = try await cluster.start()
      try await first.run("CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)")
      let attached = try cluster.attach()
      #expect(attached.connectionString == first.connectionString)
      kill(first.process, SIGKILL)
      await first.untilEnd()
      let second = try await cluster.startOrAttach()
      #expect(second.isOwner)
      let kept = try await second.integer(.kept)
      #expect(kept == 42)
      await second.stop()
    }
  }

  @Test func `a name with quotes, blanks and commas is a name like any other`() async throws {
    try await TestDirectory.with { directory in
      let odd = directory + "/it's a \"data\" dir, \\ with $HOME"
      let running = try await EmbeddedPostgres(dataDirectory: odd, profile: .testing).start()
      let answer = try await running.integer(.one)
      #expect(answer == 1)
      await running.stop()
    }
  }

  @Test func `a temporary cluster takes its directory with it`() async throws {
    let running = try await EmbeddedPostgres.temporary()
    #expect(FileManager.default.fileExists(atPath: running.dataDirectory))
    await running.stop()
    #expect(!FileManager.default.fileExists(atPath: running.dataDirectory))
  }
}
