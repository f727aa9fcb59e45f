import Postgres
import Testing

@Suite(.serialized, .timeLimit(.minutes(15)))
struct ConnectionLossTests {
  @Test func `a connection killed in the middle leaves nothing half done, and the pool goes on`() async throws {
    try await TestDatabase.with { settings in
      try await TestDatabase.withPool(settings, size: 1, thingTable) { pool in
        try await TestDatabase.withPool(settings, size: 1) { killer in
          let gate = try Gate()
          let victim = Task {
            try await pool.transaction { transaction in
              try transaction.execute(.insert, [1])
              gate.hold(try transaction.execute(.backend).single().int64(0))
              try transaction.execute(.insert, [2])
            }
          }
          let backend = try #require(await gate.arrival())
          let answer = try await killer.query(.terminate, [.integer(backend)]) { try $0.bool(0) }
          #expect(answer == [true])
          gate.open()
          let error = await #expect(throws: PostgresError.self) { try await victim.value }
          #expect(error?.isConnectionLoss == true)
          #expect(error?.isRetryable == true)
          #expect(error?.isOutcomeUnknown == false)
          let things = try await pool.countThings()
          #expect(things == 0)
        }
      }
    }
  }

  @Test func `a connection that is killed while idle is replaced before anyone notices`() async throws {
    try await TestDatabase.with { settings in
      try await TestDatabase.withPool(settings, size: 1) { pool in
        try await TestDatabase.withPool(settings, size: 1) { killer in
          for _ in 0..<5 {
            let backend = try await pool.query(.backend) { try $0.int64(0) }[0]
            _ = try await killer.query(.terminate, [.integer(backend)]) { _ in }
            let next = try await pool.query(.backend) { try $0.int64(0) }[0]
            #expect(next != backend)
          }
        }
      }
    }
  }

  @Test func `a statement that ends its own connection says so`() async throws {
    try await TestDatabase.withPool(size: 1) { pool in
      let error = await #expect(throws: PostgresError.self) { try await pool.query(.terminateSelf) { _ in } }
      #expect(error?.sqlState == "57P01")
      #expect(error?.isConnectionLoss == true)
      let answer = try await pool.query(.one) { try $0.int(0) }
      #expect(answer == [1])
    }
  }

  @Test func `a connection lost during COMMIT leaves the outcome unknown and is not tried again`() async throws {
    let trigger = """
      \(thingTable);
      CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER fall AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fall();
      """
    try await TestDatabase.withPool(size: 1, trigger) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction(attempts: 3) { transaction in try transaction.execute(.insert, [1]).count }
      }
      #expect(error?.isConnectionLoss == true)
      #expect(error?.isOutcomeUnknown == true)
      #expect(error?.isRetryable == false)
      let things = try await pool.countThings()
      #expect(things == 0)
    }
  }

  @Test func `a deferred constraint that COMMIT finds violated is an ordinary refusal`() async throws {
    let tables =
      "\(thingTable); ALTER TABLE thing ADD CONSTRAINT pair FOREIGN KEY (id) REFERENCES thing DEFERRABLE"
      + " INITIALLY DEFERRED; ALTER TABLE thing ADD parent bigint CONSTRAINT parent REFERENCES thing DEFERRABLE"
      + " INITIALLY DEFERRED DEFAULT 99"
    try await TestDatabase.withPool(size: 1, tables) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in try transaction.execute(.insert, [1]).count }
      }
      #expect(error?.sqlState == "23503")
      #expect(error?.constraint == "parent")
      #expect(error?.isOutcomeUnknown == false)
      let things = try await pool.countThings()
      #expect(things == 0)
    }
  }
}
