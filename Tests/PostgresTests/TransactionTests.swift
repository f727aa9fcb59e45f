import Postgres
import Testing

extension Statement {
  fileprivate static let words = Statement("words", "SELECT x, repeat('x', 100000) FROM generate_series(1, 20) AS x")
  fileprivate static let numbers = Statement("numbers", "SELECT $1::bigint")
  fileprivate static let divide = Statement("divide", "SELECT 1 / $1::int")
  fileprivate static let timeout = Statement("timeout", "SELECT current_setting('statement_timeout')")
  fileprivate static let slow = Statement("slow", "SELECT pg_sleep(60)")
}

private struct Refusal: Error {}

@Suite(.serialized)
struct TransactionTests {
  @Test func `what the body did is kept when it returns and undone when it throws`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      try await pool.transaction { transaction in _ = try transaction.execute(.insert, [1]) }
      await #expect(throws: Refusal.self) {
        try await pool.transaction { transaction in
          try transaction.execute(.insert, [2])
          throw Refusal()
        }
      }
      let things = try await pool.countThings()
      #expect(things == 1)
    }
  }

  @Test func `a body may hand its transaction to functions and closures`() async throws {
    @Sendable func insert(_ id: Int64, in transaction: borrowing Transaction) throws {
      try transaction.execute(.insert, [.integer(id)])
    }
    try await TestDatabase.withPool(thingTable) { pool in
      let counts = try await pool.transaction { transaction in
        try insert(1, in: transaction)
        return try (2...5).map { try transaction.execute(.insert, [.integer($0)]).affectedCount }
      }
      #expect(counts == [1, 1, 1, 1])
      let things = try await pool.countThings()
      #expect(things == 5)
    }
  }

  @Test func `a body that does nothing asks nothing of the server`() async throws {
    try await TestDatabase.withPool { pool in
      let answer = try await pool.transaction { _ in 7 }
      #expect(answer == 7)
    }
  }

  @Test func `a failure the body has swallowed is not reported as kept`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in
          try transaction.execute(.insert, [1])
          _ = try? transaction.execute(.divide, [0])
        }
      }
      #expect(error?.sqlState == "25P02")
      let things = try await pool.countThings()
      #expect(things == 0)
    }
  }

  @Test func `a savepoint undoes only what was done within it`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      try await pool.transaction { transaction in
        try transaction.execute(.insert, [1])
        #expect(throws: PostgresError.self) {
          try transaction.savepoint { inner in
            try inner.execute(.insert, [2])
            try inner.execute(.insert, [1])
          }
        }
        try transaction.savepoint { inner in _ = try inner.execute(.insert, [3]) }
      }
      let things = try await pool.countThings()
      #expect(things == 2)
    }
  }

  @Test func `statements and COMMIT go together, and nothing comes after`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in
          try transaction.commit(after: [Command(.insert, [1]), Command(.insert, [2])])
          try transaction.execute(.insert, [3])
        }
      }
      #expect(error?.sqlState == "25P01")
      let things = try await pool.countThings()
      #expect(things == 2)
    }
  }

  @Test(arguments: [false, true])
  func `a hundred statements with a wrong one among them leave nothing behind`(prepares: Bool) async throws {
    try await TestDatabase.withPool(size: 1, preparesStatements: prepares, thingTable) { pool in
      let commands = (0..<100).map { Command(.insert, [.integer($0 == 57 ? 3 : $0)]) }
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in try transaction.commit(after: commands).count }
      }
      #expect(error?.sqlState == "23505")
      #expect(error?.position == 57)
      let things = try await pool.countThings()
      #expect(things == 0)
    }
  }

  @Test(arguments: [false, true])
  func `answers come in the order of the commands, whatever their number`(prepares: Bool) async throws {
    try await TestDatabase.withPool(size: 1, preparesStatements: prepares) { pool in
      let numbers = try await pool.transaction { transaction in
        try transaction.executeAll((0..<257).map { Command(.numbers, [.integer($0)]) }).map { try $0[0].int64(0) }
      }
      #expect(numbers == Array(0..<257))
    }
  }

  @Test func `large commands and large answers do not block each other`() async throws {
    let text = Parameter.text(String(repeating: "y", count: 500_000))
    try await TestDatabase.withPool(size: 1, thingTable) { pool in
      let count = try await pool.transaction { transaction in
        let commands = (0..<50).flatMap { [Command(.words), Command(.insertNamed, [.integer($0), text])] }
        return try transaction.executeAll(commands).reduce(0) { $0 + $1.affectedCount }
      }
      #expect(count == 50 * 20 + 50)
    }
  }

  @Test(arguments: [false, true])
  func `a statement that takes too long is stopped`(prepares: Bool) async throws {
    try await TestDatabase.with(preparesStatements: prepares) { settings in
      var settings = settings
      settings.statementTimeout = .milliseconds(50)
      try await TestDatabase.withPool(settings, size: 1) { pool in
        let answer = try await pool.query(.timeout) { try $0.string(0) }
        #expect(answer == ["50ms"])
        let error = await #expect(throws: PostgresError.self) { try await pool.query(.slow) { _ in } }
        #expect(error?.sqlState == "57014")
        let answer2 = try await pool.query(.one) { try $0.int(0) }
        #expect(answer2 == [1])
      }
    }
  }

  @Test func `settings do not stay on a connection that a proxy may hand to others`() async throws {
    try await TestDatabase.withPool(size: 1, preparesStatements: false) { pool in
      let answer = try await pool.query(.timeout) { try $0.string(0) }
      #expect(answer == ["30s"])
      try await pool.run(
        Script(named: "check", text: "DO $$ BEGIN ASSERT current_setting('statement_timeout') = '0'; END $$"))
      try await pool.run(
        Script(named: "none", text: "DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM pg_prepared_statements); END $$"))
    }
  }

  @Test func `a snapshot may not write`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction(.snapshot) { transaction in try transaction.execute(.insert, [1]).count }
      }
      #expect(error?.sqlState == "25006")
    }
  }

  @Test func `a changed table does not break the connections that knew it`() async throws {
    let all = Statement("all", "SELECT * FROM thing")
    try await TestDatabase.withPool(size: 1, thingTable) { pool in
      _ = try await pool.query(all) { _ in }
      try await pool.run(Script(named: "change", text: "ALTER TABLE thing ADD extra text"))
      await #expect(throws: PostgresError.self) { try await pool.query(all) { _ in } }
      let answer = try await pool.query(all) { try $0.int64(0) }
      #expect(answer.isEmpty)
    }
  }
}
