import CivilTime
import Engine
import Foundation
import Postgres
import TestKit
import Testing

@testable import PostgresStore

@Suite struct MigrationTests {
  @Test func `the program carries every migration, byte for byte`() throws {
    let files = try Checkout.files(below: "sql/migrations").map { String($0.dropFirst("sql/migrations/".count)) }
    #expect(Migration.all.map(\.fileName) == files)
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    for migration in Migration.all {
      #expect(
        try migration.text == Array(Checkout.text(of: "sql/migrations/\(migration.fileName)").utf8),
        "\(migration.fileName) was built from another text")
    }
  }

  @Test func `every migration opens with its reason`() {
    for migration in Migration.all {
      #expect(String(decoding: migration.text, as: UTF8.self).hasPrefix("-- Why: "), "\(migration.fileName)")
    }
  }

  @Test func `an empty database is pending until it is migrated, and current afterwards`() async throws {
    try await TestCluster.withStore(isEmpty: true) { store async throws in
      let before = try await store.migrationStatus()
      #expect(before.pending == Migration.all.map(\.fileName))
      #expect(before.applied.isEmpty)
      let error = await #expect(throws: StoreError.self) { try await store.requireCurrentSchema() }
      #expect(error?.code == .schema)
      #expect(error?.message.contains("recourse db migrate") == true)
      let after = try await store.migrate()
      #expect(after.isCurrent)
      #expect(after.applied.map(\.name) == Migration.all.map(\.name))
      try await store.requireCurrentSchema()
      #expect(try await store.migrate() == after)
    }
  }

  @Test func `a database that can't keep every name is refused`() async throws {
    let plain = try await TestCluster.database(isEmpty: true)
    let maker = try await PostgresStore.open(plain, connections: 1)
    let name = "latin_\(UInt32.random(in: 0 ... .max))"
    try await maker.sql("CREATE DATABASE \(name) ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    await maker.close()
    var settings = plain
    settings.connectionString += " dbname=\(name)"
    let store = try await PostgresStore.open(settings, connections: 1)
    let error = await #expect(throws: StoreError.self) { try await store.migrate() }
    await store.close()
    #expect(error?.code == .schema)
    #expect(error?.message.contains("UTF8") == true)
  }

  @Test func `using a database without the schema says what to do`() async throws {
    try await TestCluster.withStore(isEmpty: true) { store async throws in
      let error = await #expect(throws: StoreError.self) {
        try await store.transaction { try $0.claimDue(limit: 1).cases.count }
      }
      #expect(error?.code == .schema)
      #expect(error?.isRetryable == false)
    }
  }

  @Test func `several processes may migrate at once`() async throws {
    let settings = try await TestCluster.database(isEmpty: true)
    try await withThrowingTaskGroup { group in
      for _ in 1...4 {
        group.addTask {
          let store = try await PostgresStore.open(settings, connections: 2)
          let status = try await store.migrate()
          await store.close()
          #expect(status.isCurrent)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `a later migration is applied to a database that has the earlier ones`() async throws {
    try await TestCluster.withStore(isEmpty: true) { store async throws in
      let first = Migrator(store: store, migrations: Array(Migration.all.prefix(2)))
      #expect(try await first.migrate(mayMoveClock: false).isCurrent)
      #expect(try await store.migrationStatus().pending == Migration.all.dropFirst(2).map(\.fileName))
      #expect(try await store.migrate().isCurrent)
    }
  }

  @Test func `a migration that fails leaves nothing of itself`() async throws {
    try await TestCluster.withStore { store async throws in
      let broken = Migration(
        number: Migration.all.count + 1, name: "broken",
        text: Array("CREATE TABLE recourse.half (a int); SELECT 1/0".utf8))
      let migrator = Migrator(store: store, migrations: Migration.all + [broken])
      await #expect(throws: StoreError.self) { try await migrator.migrate(mayMoveClock: false) }
      #expect(try await migrator.status().pending == [broken.fileName])
      #expect(
        try await store.column(Statement("half", "SELECT to_regclass('recourse.half') IS NULL")) == ["t"])
    }
  }

  @Test func `a migration whose text has changed is refused`() async throws {
    try await TestCluster.withStore { store async throws in
      var changed = Migration.all
      changed[2] = Migration(number: 3, name: "cases", text: changed[2].text + [10])
      let migrator = Migrator(store: store, migrations: changed)
      let error = await #expect(throws: StoreError.self) { try await migrator.migrate(mayMoveClock: false) }
      #expect(error?.message.contains("migration 3 (cases)") == true)
    }
  }

  @Test func `the schema file shows what the migrations make`() async throws {
    let settings = try await TestCluster.database()
    let made = try SchemaDump(settings.connectionString).text
    let kept = try? Checkout.text(of: "sql/schema.sql")
    if made != kept {
      let place = FileManager.default.temporaryDirectory.appending(path: "schema.sql")
      try made.write(to: place, atomically: true, encoding: .utf8)
      Issue.record("sql/schema.sql is not what the migrations make; look at \(place.path) and copy it there")
    }
    #expect(made.contains("CREATE TABLE recourse.cases"))
  }
}
