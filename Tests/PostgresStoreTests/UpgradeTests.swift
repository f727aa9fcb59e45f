import Casework
import CivilTime
import Engine
import Postgres
import StoreContract
import Testing

@testable import PostgresStore

/// Two releases of the program on one database, as during a rolling upgrade.
@Suite struct UpgradeTests {
  /// What a later release would bring: a table that older programs need not know.
  private static func later(oldestProgram: Int?) -> Migration {
    let number = Migration.all.count + 1
    let line = oldestProgram.map { "-- Oldest program: \($0)\n" } ?? ""
    return Migration(
      number: number, name: "later", text: Array("-- Why: a test.\n\(line)\nCREATE TABLE recourse.later (a int);".utf8))
  }

  @Test func `an old program and a new one work side by side on one database`() async throws {
    try await TestCluster.withStore { old async throws in
      var new = old
      new.migrations = Migration.all + [Self.later(oldestProgram: Migration.all.count)]
      let error = await #expect(throws: StoreError.self) { try await new.requireCurrentSchema() }
      #expect(error?.message.contains("lacks") == true)
      #expect(try await new.migrate().isCurrent)
      try await new.requireCurrentSchema()
      try await old.requireCurrentSchema()
      #expect(try await old.migrate().isCurrent)

      let (oldNode, newNode) = (Self.node(1), Self.node(2))
      try await old.see(oldNode)
      try await new.see(newNode)
      #expect(try await old.nodes().map(\.generation) == [Migration.all.count, Migration.all.count + 1])
      // Each goes on with what the other has begun.
      let now = try await old.clock().now
      let opened = Sample.write(Sample.record(1, openedAt: now, due: now), at: now)
      #expect(try await new.transaction { try $0.write([opened]) } == [.written])
      #expect(try await old.transaction { try $0.claimDue(limit: 5).cases.map(\.id) } == [Sample.caseID(1)])
      let stepped = Sample.write(Sample.record(1, revision: 2, openedAt: now), at: now, previousDue: now)
      #expect(try await old.transaction { try $0.write([stepped]) } == [.written])
      #expect(try await new.transaction { try $0.claimDue(limit: 5).cases.count } == 0)
    }
  }

  @Test(arguments: [nil, Migration.all.count + 1])
  func `a program that a migration shuts out is told so when it starts, and while it works`(_ oldest: Int?) async throws
  {
    try await TestCluster.withStore { old async throws in
      try await old.see(Self.node(1))
      var new = old
      new.migrations = Migration.all + [Self.later(oldestProgram: oldest)]
      try await new.migrate()
      for attempt in [
        { try await old.requireCurrentSchema() }, { _ = try await old.migrate() }, { try await old.see(Self.node(1)) },
      ] {
        let error = await #expect(throws: StoreError.self) { try await attempt() }
        #expect(error?.code == .schema)
        #expect(error?.isRetryable == false)
        #expect(error?.message.contains("\(Migration.all.count + 1) (later)") == true)
        #expect(error?.message.contains("generation \(Migration.all.count):") == true)
      }
      try await new.see(Self.node(2))
    }
  }

  @Test func `every migration names the oldest program that works on after it, or is for its own alone`() {
    let line = Migration(number: 9, name: "x", text: Array("-- Why: a\n-- Oldest program: 7\n\nSELECT 1".utf8))
    #expect(line.oldestProgram == 7)
    #expect(Migration(number: 9, name: "x", text: Array("-- Why: a\n".utf8)).oldestProgram == 9)
    // Not by what is said below, and never a later one than its own.
    #expect(Migration(number: 9, name: "x", text: Array("SELECT 1\n-- Oldest program: 7".utf8)).oldestProgram == 9)
    #expect(Migration(number: 9, name: "x", text: Array("-- Oldest program: 12".utf8)).oldestProgram == 9)
    for migration in Migration.all { #expect((1...migration.number).contains(migration.oldestProgram)) }
  }

  @Test func `a process is listed while it is there, shown as stale when it falls silent, and forgotten in the end`()
    async throws
  {
    try await TestCluster.withStore { store async throws in
      try await store.see(Self.node(1))
      try await store.moveClock(by: .seconds(60))
      try await store.see(Self.node(2))
      let seen = try await store.nodes()
      #expect(seen.map(\.node) == [Self.node(1), Self.node(2)])
      #expect(seen.map(\.isStale) == [true, false])
      try await store.see(Self.node(1))
      let again = try await store.nodes()
      #expect(again.map(\.isStale) == [false, false])
      #expect(again.map(\.startedAt) == seen.map(\.startedAt))
      try await store.leave(Self.node(2))
      #expect(try await store.nodes().map(\.node) == [Self.node(1)])
      try await store.moveClock(by: .seconds(8 * 86_400))
      try await store.see(Self.node(3))
      #expect(try await store.nodes().map(\.node) == [Self.node(3)])
    }
  }

  private static func node(_ number: UInt64) -> Node {
    Node(id: UniqueID(high: 7, low: number), kind: "work", host: "host", process: Int(number), version: "1.0")
  }
}
