import FoundationEssentials
import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite(.serialized, .timeLimit(.minutes(15)))
struct RefusalTests {
  @Test func `a cluster of a version that is not installed says what to install and how to move on`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      await (try cluster.start()).stop()
      try "9\n".write(toFile: directory + "/cluster/PG_VERSION", atomically: false, encoding: .utf8)
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
      guard case .versionMismatch(cluster: 9, let found, _) = error else {
        Issue.record("not a mismatch: \(String(describing: error))")
        return
      }
      #expect(!found.isEmpty)
      #expect(error.map { "\($0)".contains("apt install postgresql-9") && "\($0)".contains("pg_dump") } == true)
    }
  }

  @Test func `missing server programs are explained`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, binaries: "/nowhere")
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
      #expect(error == .noBinaries(searched: ["/nowhere"]))
      #expect(error.map { "\($0)".contains("apt install postgresql") } == true)
    }
  }

  @Test func `a version that is too old or too new is explained`() async throws {
    try await TestDirectory.with { directory in
      let programs = directory + ".bin"
      try FakePrograms.write(to: programs, postgres: "echo 'postgres (PostgreSQL) 19beta1'", initdb: "exit 0")
      let cluster = EmbeddedPostgres(dataDirectory: directory, binaries: programs)
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
      #expect(error == .unsupportedVersion(found: 19, directory: programs))
    }
  }

  @Test func `a failed initdb leaves no half cluster, and the next start makes a whole one`() async throws {
    try await TestDirectory.with { directory in
      let programs = directory + ".bin"
      try FakePrograms.write(
        to: programs, postgres: "echo 'postgres (PostgreSQL) 15.1'",
        initdb: "mkdir \"${1#--pgdata=}\" && echo 'initdb: error: No space left on device' >&2; exit 1")
      let error = await #expect(throws: EmbeddedPostgresError.self) {
        try await EmbeddedPostgres(dataDirectory: directory, binaries: programs).start()
      }
      #expect(error.map { "\($0)".contains("No space left on device") } == true)
      #expect(!FileManager.default.fileExists(atPath: directory + "/cluster.new"))
      #expect(!FileManager.default.fileExists(atPath: directory + "/cluster"))

      // A kill in the middle of initdb leaves the unfinished directory behind.
      try FileManager.default.createDirectory(
        atPath: directory + "/cluster.new/base", withIntermediateDirectories: true)
      let running = try await EmbeddedPostgres(dataDirectory: directory, profile: .testing).start()
      #expect(!FileManager.default.fileExists(atPath: directory + "/cluster.new"))
      await running.stop()
    }
  }

  @Test func `a server that does not start is quoted`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      await (try cluster.start()).stop()
      try "max_connections = many\n".write(
        toFile: directory + "/cluster/postgresql.auto.conf", atomically: false, encoding: .utf8)
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
      guard case .startFailed(_, let log) = error else {
        Issue.record("not a failed start: \(String(describing: error))")
        return
      }
      #expect(log.contains("max_connections"))
    }
  }

  @Test func `a start that takes too long is given up and leaves no server`() async throws {
    try await TestDirectory.with { directory in
      await (try EmbeddedPostgres(dataDirectory: directory, profile: .testing).start()).stop()
      let hasty = EmbeddedPostgres(dataDirectory: directory, profile: .testing, startLimit: .zero)
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await hasty.start() }
      #expect(error == .startTimedOut(directory: directory, limit: .zero))
      #expect(!FileManager.default.fileExists(atPath: directory + "/cluster/postmaster.pid"))
    }
  }

  @Test func `a server that someone else runs on the cluster is named and left alone`() async throws {
    try await TestDirectory.with { directory in
      await (try EmbeddedPostgres(dataDirectory: directory, profile: .testing).start()).stop()
      let account = try ServerAccount(whenRoot: "postgres")
      let programs = try ServerBinaries.find(explicit: nil, clusterVersion: nil, dataDirectory: directory)
      let output = open("/dev/null", O_WRONLY)
      // Not tied to the thread that starts it, as ours are: Swift's own threads end when they have been idle for a while.
      let untied = account.commandPrefix.filter { !$0.hasPrefix("--pdeathsig") }
      let server = try ChildProcess.start(
        untied
          + [programs.postgres, "-D", directory + "/cluster", "-c", "listen_addresses=", "-k", directory],
        output: output)
      close(output)
      while ServerPidFile(readFrom: directory + "/cluster/postmaster.pid")?.isReady != true {
        try #require(ChildProcess.poll(server) == nil)
        await Task.yield()
      }
      let polite = EmbeddedPostgres(dataDirectory: directory, profile: .testing, startLimit: .milliseconds(20))
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await polite.start() }
      #expect(error == .strangeServer(process: server, directory: directory))
      #expect(kill(server, 0) == 0)
      kill(server, SIGQUIT)
      _ = ChildProcess.wait(for: server)
    }
  }

  @Test func `a directory of other things is not taken over`() async throws {
    try await TestDirectory.with { directory in
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try "precious".write(toFile: directory + "/letter.txt", atomically: false, encoding: .utf8)
      let cluster = EmbeddedPostgres(dataDirectory: directory)
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
      #expect(error.map { "\($0)".contains("holds other files") } == true)
    }
  }

  @Test func `a directory that cannot be made is explained`() async throws {
    let cluster = EmbeddedPostgres(dataDirectory: "/proc/recourse/data")
    let error = await #expect(throws: EmbeddedPostgresError.self) { try await cluster.start() }
    #expect(error.map { "\($0)".contains("cannot be made") } == true)
  }

  @Test func `a pid file that speaks of another program does not keep from starting`() async throws {
    try await TestDirectory.with { directory in
      let cluster = EmbeddedPostgres(dataDirectory: directory, profile: .testing)
      await (try cluster.start()).stop()
      // The number of a process that is alive and no server: this one.
      try "\(getpid())\n\(directory)/cluster\n1\n5432\n\n\n0 0\nready   \n".write(
        toFile: directory + "/cluster/postmaster.pid", atomically: false, encoding: .utf8)
      let running = try await cluster.start()
      let answer = try await running.integer(.one)
      #expect(answer == 1)
      await running.stop()
    }
  }
}

/// Scripts in the place of PostgreSQL's programs.
private enum FakePrograms {
  /// Has another process write them: a file that is open for writing can't be run, and whatever a test beside this one
  /// starts meanwhile would inherit it open, for a moment.
  static func write(to directory: String, postgres: String, initdb: String) throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for (name, script) in [("postgres", postgres), ("initdb", initdb)] {
      let written = try ChildProcess.run([
        "sh", "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod 755 \"$2\"", "sh", script,
        "\(directory)/\(name)",
      ])
      try #require(written.status.isSuccess, "\(written.text)")
    }
  }
}
