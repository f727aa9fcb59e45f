import Synchronization
import Testing

@testable import Postgres

@Suite(.serialized, .timeLimit(.minutes(15)))
struct PoolTests {
  @Test func `a wrong address is known at once`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await Pool.open(ConnectionSettings("host=/nowhere dbname=x password=hunter2"))
    }
    #expect(error?.kind == .connectionFailed)
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test func `a connection string that cannot be read is not repeated`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await Pool.open(ConnectionSettings("host=x pass word=hunter2"))
    }
    #expect(error?.kind == .connectionFailed)
    #expect(error?.description.contains("hunter2") == false)
    #expect(!"\(ConnectionSettings("password=hunter2"))".contains("hunter2"))
    #expect(!String(reflecting: ConnectionSettings("password=hunter2")).contains("hunter2"))
  }

  @Test func `a caller who waits too long is told so, and the next one is served`() async throws {
    try await TestDatabase.withPool(size: 1, waitLimit: .seconds(1)) { pool in
      let gate = try Gate()
      async let holder: Void = pool.transaction { _ in gate.hold() }
      _ = await gate.arrival()
      let error = await #expect(throws: PoolError.self) { try await pool.query(.one) { _ in } }
      guard case .timeout(_, nil) = error else {
        Issue.record("not a timeout: \(String(describing: error))")
        return
      }
      gate.open()
      try await holder
      // On a busy machine a second may pass again: what counts is that somebody gets served.
      var answer: [Int]?
      while answer == nil { answer = try? await pool.query(.one) { try $0.int(0) } }
      #expect(answer == [1])
    }
  }

  @Test func `first come, first served`() async throws {
    // Nobody may give up while twenty are gathered, however busy the machine is.
    try await TestDatabase.withPool(size: 1, waitLimit: .seconds(3_600)) { pool in
      let gate = try Gate()
      let order = Served()
      async let holder: Void = pool.transaction { _ in gate.hold() }
      _ = await gate.arrival()
      try await withThrowingTaskGroup { group in
        for number in 0..<20 {
          group.addTask { try await pool.transaction { _ in order.append(number) } }
          await until { pool.status.waiting == number + 1 }
        }
        gate.open()
        try await group.waitForAll()
      }
      try await holder
      #expect(order.numbers == Array(0..<20))
    }
  }

  @Test func `a cancelled caller leaves the queue at once and is never served`() async throws {
    try await TestDatabase.withPool(size: 1) { pool in
      let gate = try Gate()
      let order = Served()
      async let holder: Void = pool.transaction { _ in gate.hold() }
      _ = await gate.arrival()
      let impatient = Task { try await pool.transaction { _ in order.append(1) } }
      await until { pool.status.waiting == 1 }
      impatient.cancel()
      await #expect(throws: CancellationError.self) { try await impatient.value }
      #expect(pool.status.waiting == 0)
      gate.open()
      try await holder
      #expect(order.numbers.isEmpty)
    }
  }

  @Test func `a caller who is cancelled before asking gets nothing`() async throws {
    try await TestDatabase.withPool(size: 1) { pool in
      let task = Task {
        await until { Task.isCancelled }
        return try await pool.query(.one) { try $0.int(0) }
      }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `many callers share few connections`() async throws {
    try await TestDatabase.withPool(size: 4, thingTable) { pool in
      try await withThrowingTaskGroup { group in
        for number in 0..<200 {
          group.addTask {
            try await pool.transaction { transaction in _ = try transaction.execute(.insert, [.integer(Int64(number))])
            }
          }
        }
        try await group.waitForAll()
      }
      let things = try await pool.countThings()
      #expect(things == 200)
      #expect(pool.status.connections <= 4)
    }
  }

  @Test func `closing lets the running finish, refuses the waiting and everyone after`() async throws {
    try await TestDatabase.with { settings in
      let pool = try await Pool.open(settings, size: 1)
      let gate = try Gate()
      async let running = pool.transaction { transaction in
        gate.hold()
        return try transaction.execute(.one).single().int(0)
      }
      _ = await gate.arrival()
      let waiting = Task { try await pool.query(.one) { try $0.int(0) } }
      await until { pool.status.waiting == 1 }
      async let closed: Void = pool.close()
      await #expect(throws: PoolError.self) { try await waiting.value }
      gate.open()
      let answer = try await running
      #expect(answer == 1)
      await closed
      #expect(pool.status == Pool.Status(connections: 0, idle: 0, waiting: 0))
      await #expect(throws: PoolError.self) { try await pool.query(.one) { _ in } }
      await pool.close()
    }
  }
}

/// Who was served, in order.
private final class Served: Sendable {
  private let list = Mutex<[Int]>([])
  var numbers: [Int] { list.withLock { $0 } }
  func append(_ number: Int) { list.withLock { $0.append(number) } }
}
