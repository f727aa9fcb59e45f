import Casework
import CivilTime
import Engine
import Logging
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15))) struct WorkerTests {
  @Test func `an item that takes its time holds up neither the others nor the timers`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let count = EngineLimits.outboxConcurrency * 2
    for number in 1...count {
      try await scheme.open(number)
      try await scheme.send("greet", to: number)
    }
    let slow = try #require(try await scheme.messages(1).first)
    let post = SlowPost(slow: slow.id)
    let bell = Doorbell()
    let worker = scheme.worker(post, bell)
    let working = Task { try await worker.run() }
    // All but the slow one arrive while that is under way.
    for _ in 1..<count { await post.nextArrival() }
    scheme.memory.now = scheme.memory.now.advanced(by: .hours(10_000))
    bell.ring()
    while try await scheme.journal(2).told.contains(where: { $0.hasPrefix("timer") }) == false { await Task.yield() }
    // Being told to stop, the worker waits for what is under way and writes it down.
    working.cancel()
    post.letGo()
    try await working.value
    #expect(try await scheme.messages(1).first?.sentAt != nil)
  }

  @Test func `what was sent while the store was away is written down when it is back, and not sent again`() async throws
  {
    let failures = Atomic(3)
    let scheme = try await Scheme(
      Sketches.parcel,
      behind: { memory in
        FrontStore(
          back: memory,
          beforeMark: {
            if failures.subtract(1, ordering: .relaxed).newValue >= 0 {
              throw StoreError(.unavailable, "gone", isRetryable: true)
            }
          })
      })
    try await scheme.open()
    try await scheme.send("greet")
    let post = Post()
    let bell = Doorbell()
    let worker = scheme.worker(post, bell)
    let working = Task { try await worker.run() }
    while try await scheme.messages().first?.sentAt == nil {
      bell.ring()
      await Task.yield()
    }
    working.cancel()
    try await working.value
    #expect(post.received.count == 1)
  }

  @Test func `a fault that no waiting mends ends the worker`() async throws {
    let scheme = try await Scheme(
      Sketches.parcel,
      behind: { memory in
        FrontStore(back: memory, beforeMark: { throw StoreError(.schema, "too new", isRetryable: false) })
      })
    try await scheme.open()
    try await scheme.send("greet")
    let worker = scheme.worker(Post(), Doorbell())
    await #expect(throws: StoreError.self) { try await worker.run() }
  }

  @Test func `whoever keeps a connection open may close it when nothing waits`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet")
    let post = SlowPost(slow: nil)
    let worker = scheme.worker(post, Doorbell())
    let working = Task { try await worker.run() }
    await post.nextArrival()
    await post.nextRest()
    working.cancel()
    try await working.value
    #expect(try await scheme.messages().first?.sentAt != nil)
  }
}

extension Scheme {
  fileprivate func worker(_ sender: any Sender, _ bell: Doorbell) -> Worker {
    Worker(
      timers: timers, outbox: OutboxService(store: store, senders: [.message: sender]),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), bell: bell,
      pollInterval: .milliseconds(5), heardPollInterval: .milliseconds(5))
  }
}

/// A post office that keeps one item until it is told to let it go.
private final class SlowPost: Sender {
  private let slow: OutboxItem.ID?
  private let gate = AsyncStream<Void>.makeStream()
  private let arrivals = AsyncStream<Void>.makeStream()
  private let rests = AsyncStream<Void>.makeStream()

  init(slow: OutboxItem.ID?) { self.slow = slow }

  func send(_ item: OutboxItem) async throws(DeliveryError) {
    guard item.id == slow else {
      arrivals.continuation.yield()
      return
    }
    for await _ in gate.stream {}
  }

  func rest() async { rests.continuation.yield() }

  func letGo() { gate.continuation.finish() }

  func nextArrival() async {
    for await _ in arrivals.stream { return }
  }

  func nextRest() async {
    for await _ in rests.stream { return }
  }
}
