import Postgres
import Testing

extension Statement {
  fileprivate static let misspelt = Statement("misspelt", "SELEKT 1")
  fileprivate static let toInteger = Statement("to-integer", "SELECT $1::text::int")
  fileprivate static let raise = Statement("raise", "SELECT complain($1)")
  fileprivate static let sum = Statement("sum", "SELECT coalesce(sum(id), 0)::bigint FROM thing")
  fileprivate static let word = Statement("word", "SELECT 'secret' AS word, NULL AS nothing")
}

@Suite(.serialized, .timeLimit(.minutes(15)))
struct PostgresErrorTests {
  private static func error(
    _ pool: Pool, _ statement: Statement, _ parameters: [Parameter] = []
  ) async throws -> PostgresError {
    try await #require(throws: PostgresError.self) { try await pool.query(statement, parameters) { _ in } }
  }

  @Test func `wrong SQL is named by its statement and its code`() async throws {
    try await TestDatabase.withPool { pool in
      let error = try await Self.error(pool, .misspelt)
      #expect(error.sqlState == "42601")
      #expect(error.statement == "misspelt")
      #expect(error.position == 0)
      #expect(!error.isRetryable)
      #expect(!error.isConnectionLoss)
      #expect(error.description.contains("SELEKT"))
    }
  }

  @Test func `a violated constraint is named and the value is not`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      _ = try await pool.query(.insertNamed, [777, "Acme"]) { _ in }
      let error = try await Self.error(pool, .insertNamed, [777, "Acme"])
      #expect(error.sqlState == "23505")
      #expect(error.constraint == "thing_key")
      #expect(!"\(error)".contains("777"))
      #expect(!"\(error)".contains("Acme"))
    }
  }

  @Test func `messages that quote values are left out`() async throws {
    let function = """
      CREATE FUNCTION complain(what text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no: %', what; END $$
      """
    try await TestDatabase.withPool(function) { pool in
      let invalid = try await Self.error(pool, .toInteger, ["Acme Ltd"])
      #expect(invalid.sqlState == "22P02")
      #expect(!"\(invalid)".contains("Acme"))
      let raised = try await Self.error(pool, .raise, ["Acme Ltd"])
      #expect(raised.sqlState == "P0001")
      #expect(!"\(raised)".contains("Acme"))
    }
  }

  @Test func `a column that is something else is named without its value`() async throws {
    try await TestDatabase.withPool { pool in
      let error = try await #require(throws: PostgresError.self) {
        try await pool.query(.word) { try $0.int64(0) }
      }
      #expect(error.kind == .unreadable)
      #expect("\(error)" == "statement word: column 0 (word) is not an integer")
      let absent = try await #require(throws: PostgresError.self) {
        try await pool.query(.word) { try $0.string(1) }
      }
      #expect("\(absent)" == "statement word: column 1 (nothing) is NULL")
    }
  }

  @Test func `transactions that disturb each other are told to try again, and then succeed`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      let gate = try Gate()
      let first = Task {
        try await pool.transaction(.serializable) { transaction in
          let sum = try transaction.execute(.sum).single().int64(0)
          gate.hold()
          try transaction.execute(.insert, [.integer(sum + 1)])
        }
      }
      _ = await gate.arrival()
      try await pool.transaction(.serializable) { transaction in
        let sum = try transaction.execute(.sum).single().int64(0)
        try transaction.execute(.insert, [.integer(sum + 100)])
      }
      gate.open()
      let error = await #expect(throws: PostgresError.self) { try await first.value }
      #expect(error?.sqlState == "40001")
      #expect(error?.isRetryable == true)
      let things = try await pool.countThings()
      #expect(things == 1)
    }
  }

  @Test func `a transaction with more attempts runs its body again`() async throws {
    try await TestDatabase.withPool(thingTable) { pool in
      let gate = try Gate()
      try await pool.transaction { transaction in _ = try transaction.execute(.insert, [5]) }
      async let first = pool.transaction(.repeatableRead, attempts: 2) { transaction in
        let sum = try transaction.execute(.sum).single().int64(0)
        if sum == 5 { gate.hold() }
        try transaction.execute(Self.increment)
        return sum
      }
      _ = await gate.arrival()
      try await pool.transaction { transaction in _ = try transaction.execute(Self.increment) }
      gate.open()
      let answer = try await first
      #expect(answer == 6)
    }
  }

  private static let increment = Statement("increment", "UPDATE thing SET id = id + 1")
}
